package io.contextdb.api;

/**
 * How a database is. Measured twice a second.
 *
 * @param state what it can do
 * @param reason why it is not {@link State#OK}, for people; empty when it is
 * @param diskFreeBytes what may still be written to the volume of its directory; -1 when it is opened for reading only
 * @param memoryBytes anonymous memory of the process, heap and other
 * @param changeBytes memory of the changes since the last snapshot
 */
public record Health(State state, String reason, long diskFreeBytes, long memoryBytes, long changeBytes) {
    /** What a database can do. */
    public enum State {
        /** Everything. */
        OK,
        /** Everything; writers are slowed down, and room is being made. */
        STRAINED,
        /**
         * Reads; writes are refused with {@link ErrorCode#READ_ONLY}, the first of them with
         * {@link ErrorCode#DISK_FULL}, until there is room again.
         */
        READ_ONLY,
        /** Reads; writes are refused until it is closed and opened again. */
        FAILED
    }
}

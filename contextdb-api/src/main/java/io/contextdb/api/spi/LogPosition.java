package io.contextdb.api.spi;

/** A place in the log: the leader's term and the command's index, both 0 before the first command. */
public record LogPosition(long term, long index) {
    /** Before the first command. */
    public static final LogPosition START = new LogPosition(0, 0);
}

package io.contextdb.engine.replica;

/**
 * What the replay of the log came to. Used by the thread that applies.
 *
 * @param bytesReplayed the size of the commands
 * @param changeBytesMax the most memory their changes took
 */
public record ReplayMeter(long bytesReplayed, long changeBytesMax) {
    /** Nothing replayed yet. */
    public static final ReplayMeter NONE = new ReplayMeter(0, 0);

    ReplayMeter plus(long commandBytes, long changeBytes) {
        return new ReplayMeter(bytesReplayed + commandBytes, Math.max(changeBytesMax, changeBytes));
    }
}

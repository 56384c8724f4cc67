package io.contextdb.api;

/**
 * When a database takes care of what is running out. Beyond a soft limit it makes room (a checkpoint shortens the log
 * and frees the memory of changes) and slows writers down, by at most 50 ms each; beyond a hard limit it refuses writes
 * with {@link ErrorCode#READ_ONLY}, while reads go on. Both end by themselves within seconds. {@link Database#health}
 * tells.
 *
 * @param diskFreeBytesSoft free bytes of the volume below which room is made, of a small volume at most a tenth of it;
 *     0 for never
 * @param diskFreeBytesHard free bytes of the volume below which writes are refused, of a small volume at most a
 *     twentieth of it; 0 for never
 * @param memoryBytesSoft anonymous memory of the process, heap and other, above which changes are brought to disk; 0
 *     for no limit
 * @param memoryBytesHard anonymous memory of the process above which writes are refused; 0 for no limit
 * @param deletesSnapshots whether all but the newest {@link DatabaseOptions#snapshotsKeptMin} snapshots are deleted
 *     when the disk runs short
 */
public record ResourceLimits(
        long diskFreeBytesSoft,
        long diskFreeBytesHard,
        long memoryBytesSoft,
        long memoryBytesHard,
        boolean deletesSnapshots) {
    /** Checks that the limits are not negative, and each soft one is met before its hard one. */
    public ResourceLimits {
        if (diskFreeBytesHard < 0 || diskFreeBytesSoft < diskFreeBytesHard) {
            throw invalid("diskFreeBytesSoft " + diskFreeBytesSoft + " and diskFreeBytesHard " + diskFreeBytesHard
                    + "; they must be 0 or more, and the soft one at least the hard one");
        }
        boolean ordered = memoryBytesSoft <= memoryBytesHard || memoryBytesHard == 0;
        if (memoryBytesSoft < 0 || memoryBytesHard < 0 || !ordered) {
            throw invalid("memoryBytesSoft " + memoryBytesSoft + " and memoryBytesHard " + memoryBytesHard
                    + "; they must be 0 or more, and the soft one at most the hard one");
        }
    }

    /** A gibibyte and 256 MiB of free disk, no limit of memory, all snapshots kept. */
    public static ResourceLimits defaults() {
        return new ResourceLimits(1L << 30, 256L << 20, 0, 0, false);
    }

    /** The same with these limits of free disk. */
    public ResourceLimits diskFreeBytes(long soft, long hard) {
        return new ResourceLimits(soft, hard, memoryBytesSoft, memoryBytesHard, deletesSnapshots);
    }

    /** The same with these limits of memory. */
    public ResourceLimits memoryBytes(long soft, long hard) {
        return new ResourceLimits(diskFreeBytesSoft, diskFreeBytesHard, soft, hard, deletesSnapshots);
    }

    /** The same, with or without deleting snapshots when the disk runs short. */
    public ResourceLimits deletesSnapshots(boolean value) {
        return new ResourceLimits(diskFreeBytesSoft, diskFreeBytesHard, memoryBytesSoft, memoryBytesHard, value);
    }

    private static ContextDbException invalid(String message) {
        return new ContextDbException(ErrorCode.INVALID_CONFIGURATION, message);
    }
}

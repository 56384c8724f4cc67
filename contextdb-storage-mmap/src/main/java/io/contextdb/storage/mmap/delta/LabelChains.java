package io.contextdb.storage.mmap.delta;

import io.contextdb.memory.NativeMemory;

/**
 * Labels set since the base. A node has a chain of versions, newest first: u64 next older version; u32 stamp; u32
 * count; u32 for each label, ascending.
 */
final class LabelChains {
    private static final int NEXT = 0;
    private static final int STAMP = 8;
    private static final int COUNT = 12;
    private static final int LABELS = 16;

    private final DeltaMemory memory;

    LabelChains(DeltaMemory memory) {
        this.memory = memory;
    }

    /** Sets all labels; {@code head} is the address of the pointer to the newest version. */
    void set(long head, int[] labels, int stamp) {
        long version = memory.allocate(LABELS + (long) labels.length * Integer.BYTES);
        NativeMemory.putLong(version + NEXT, NativeMemory.getLong(head));
        NativeMemory.putInt(version + STAMP, stamp);
        NativeMemory.putInt(version + COUNT, labels.length);
        NativeMemory.copyInts(labels, 0, labels.length, version + LABELS);
        NativeMemory.putLongRelease(head, version);
    }

    /** The version a view sees, or 0 when labels were not set up to then. */
    static long find(long head, int stamp) {
        long version = NativeMemory.getLongAcquire(head);
        while (version != 0 && NativeMemory.getInt(version + STAMP) > stamp) {
            version = NativeMemory.getLong(version + NEXT);
        }
        return version;
    }

    static boolean has(long version, int label) {
        int count = NativeMemory.getInt(version + COUNT);
        for (int i = 0; i < count; i++) {
            if (NativeMemory.getInt(version + LABELS + (long) i * Integer.BYTES) == label) {
                return true;
            }
        }
        return false;
    }

    static int[] labels(long version) {
        int[] labels = new int[NativeMemory.getInt(version + COUNT)];
        NativeMemory.copyInts(version + LABELS, labels, 0, labels.length);
        return labels;
    }
}

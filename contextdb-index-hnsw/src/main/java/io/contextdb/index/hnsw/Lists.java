package io.contextdb.index.hnsw;

import io.contextdb.memory.CheckedFile;
import org.jspecify.annotations.Nullable;

/**
 * Lists of 32-bit numbers, all of one capacity, by their dense numbers, in native memory. A list lies in a slot; slots
 * lie in slabs. Slots from 0 on may be those of a file, which are checked when they are first read.
 *
 * <p>An object of this class, without the slots' contents, never changes.
 */
final class Lists {
    private final long[] slabs;
    private final int slabShift;
    private final long strideBytes;
    /** The slot of each list; null when list i is in slot i. */
    private final int @Nullable [] slotOfList;

    private final int fileSlots;
    private final @Nullable CheckedFile file;

    Lists(
            long[] slabs,
            int slabShift,
            long strideBytes,
            int @Nullable [] slotOfList,
            int fileSlots,
            @Nullable CheckedFile file) {
        this.slabs = slabs;
        this.slabShift = slabShift;
        this.strideBytes = strideBytes;
        this.slotOfList = slotOfList;
        this.fileSlots = fileSlots;
        this.file = file;
    }

    /**
     * Where a list's numbers are.
     *
     * @throws io.contextdb.api.ContextDbException {@code CORRUPTION} when it is in a damaged block of a file
     */
    long address(int list) {
        int[] table = slotOfList;
        int slot = table == null ? list : table[list];
        long address = slabs[slot >>> slabShift] + (slot & (1 << slabShift) - 1) * strideBytes;
        CheckedFile checked = file;
        if (checked != null && slot < fileSlots) {
            checked.check(address, strideBytes);
        }
        return address;
    }
}

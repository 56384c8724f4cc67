package io.contextdb.index.hnsw;

import io.contextdb.memory.CheckedFile;
import io.contextdb.memory.NativeMemory;
import java.lang.foreign.Arena;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Grows and changes {@link Lists} without touching those that were published. A list that was published is copied to
 * another slot before it is first written; its old slot is <em>retired</em> and comes back by {@link #recycle} when no
 * published object needs it.
 *
 * <p>For the builder's thread alone, apart from {@link #lists}, which its helpers read while nothing else is called.
 */
final class ListStore {
    private static final int SLAB_BYTES = 1 << 18;

    private final Arena arena;
    private final long strideBytes;
    private final int slabShift;
    private final int fileSlots;
    private final @Nullable CheckedFile file;

    /** What {@link #lists} gave last; null when the arrays behind have been replaced since. */
    private @Nullable Lists lists;

    private long[] slabs;
    private int size;
    /** The slots ever used; later ones are free. */
    private int slots;

    private int @Nullable [] slotOfList;
    /** A bit for each list whose slot no published object has. */
    private long[] unpublished;

    private final IntStack free = new IntStack();
    private IntStack retired = new IntStack();

    /**
     * A store that begins with the lists of a file.
     *
     * @param capacity numbers in a list
     * @param fileLists lists in the file, from {@code fileAddress} on; 0 without a file
     */
    ListStore(Arena arena, int capacity, @Nullable CheckedFile file, long fileAddress, int fileLists) {
        this.arena = arena;
        this.strideBytes = (long) capacity * Integer.BYTES;
        this.slabShift = Math.max(0, 31 - Integer.numberOfLeadingZeros((int) (SLAB_BYTES / strideBytes)));
        this.file = file;
        this.fileSlots = fileLists;
        this.size = fileLists;
        int fileSlabs = (int) (((long) fileLists + (1 << slabShift) - 1) >>> slabShift);
        this.slabs = new long[fileSlabs];
        for (int slab = 0; slab < fileSlabs; slab++) {
            slabs[slab] = fileAddress + ((long) slab << slabShift) * strideBytes;
        }
        // What is left of the file's last slab is not ours to write.
        this.slots = fileSlabs << slabShift;
        this.unpublished = new long[(fileLists >> 6) + 1];
    }

    /** The lists as they are now, good until the next {@link #add} or {@link #own}. */
    Lists lists() {
        Lists present = lists;
        if (present == null) {
            present = view(slotOfList);
            lists = present;
        }
        return present;
    }

    /** The number of lists. */
    int size() {
        return size;
    }

    /** Appends a list of {@code -1}. */
    void add() {
        int slot = takeSlot();
        if (slotOfList == null && slot != size) {
            makeTable();
        }
        int[] table = slotOfList;
        if (table != null) {
            if (size == table.length) {
                table = Arrays.copyOf(table, size + (size >> 1) + 16);
                slotOfList = table;
                lists = null;
            }
            table[size] = slot;
        }
        if (size >> 6 >= unpublished.length) {
            unpublished = Arrays.copyOf(unpublished, unpublished.length * 2);
        }
        unpublished[size >> 6] |= 1L << size;
        NativeMemory.fill(slotAddress(slot), strideBytes, (byte) -1);
        size++;
    }

    /** Makes a list one that may be written, copying it when it was published. */
    void own(int list) {
        if ((unpublished[list >> 6] & 1L << list) != 0) {
            return;
        }
        long source = lists().address(list);
        int[] table = slotOfList == null ? makeTable() : slotOfList;
        int before = table[list];
        int slot = takeSlot();
        NativeMemory.copy(source, slotAddress(slot), strideBytes);
        table[list] = slot;
        unpublished[list >> 6] |= 1L << list;
        if (before >= fileSlots) {
            retired.push(before);
        }
    }

    /** The lists as they are now, for readers: later changes leave them alone. */
    Lists publish() {
        Arrays.fill(unpublished, 0);
        return view(slotOfList == null ? null : Arrays.copyOf(slotOfList, size));
    }

    /** The slots that were left since the last call. */
    IntStack takeRetired() {
        IntStack taken = retired;
        retired = new IntStack();
        return taken;
    }

    /** Lets slots be used again that no published object has. */
    void recycle(IntStack unusedSlots) {
        free.pushAll(unusedSlots);
    }

    private int[] makeTable() {
        int[] table = new int[size + (size >> 1) + 16];
        Arrays.setAll(table, list -> list);
        slotOfList = table;
        lists = null;
        return table;
    }

    private int takeSlot() {
        if (!free.isEmpty()) {
            return free.pop();
        }
        if (slots >>> slabShift == slabs.length) {
            // A new array: published lists keep theirs.
            slabs = Arrays.copyOf(slabs, slabs.length + 1);
            slabs[slabs.length - 1] = NativeMemory.allocate(arena, strideBytes << slabShift);
            lists = null;
        }
        return slots++;
    }

    private long slotAddress(int slot) {
        return slabs[slot >>> slabShift] + (slot & (1 << slabShift) - 1) * strideBytes;
    }

    private Lists view(int @Nullable [] table) {
        return new Lists(slabs, slabShift, strideBytes, table, fileSlots, file);
    }
}

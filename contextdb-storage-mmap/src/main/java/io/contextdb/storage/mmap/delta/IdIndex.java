package io.contextdb.storage.mmap.delta;

import org.jspecify.annotations.Nullable;

/**
 * From the ids of new nodes or edges to the newest ordinal that has each. As long as ids follow each other, as
 * generated ones do, it keeps only the first; otherwise a map.
 */
public final class IdIndex {
    private final DeltaMemory memory;
    private final int firstOrdinal;
    private long firstId;
    /** How many ids follow each other from the first on. Only the writer looks at it. */
    private int dense;

    private volatile @Nullable LongIntMap map;

    /** An empty index; the first ordinal that is added is {@code firstOrdinal}, the next one above. */
    public IdIndex(DeltaMemory memory, int firstOrdinal) {
        this.memory = memory;
        this.firstOrdinal = firstOrdinal;
    }

    /**
     * The newest ordinal with an id, or -1; {@code limit} is that of the reader's view, above which the ordinal may be.
     */
    public int get(long id, int limit) {
        LongIntMap present = map;
        if (present != null) {
            return present.get(id);
        }
        long distance = id - firstId;
        return distance >= 0 && distance < limit - firstOrdinal ? firstOrdinal + (int) distance : -1;
    }

    /** For the writer: the newest ordinal with an id, or -1. */
    public int newest(long id) {
        return get(id, firstOrdinal + dense);
    }

    /** Adds the next ordinal. Readers find it from now on, so all it leads them to is written before. */
    public void add(long id, int ordinal) {
        LongIntMap present = map;
        if (present != null) {
            present.put(id, ordinal);
            return;
        }
        if (dense == 0) {
            firstId = id;
        }
        if (id == firstId + dense) {
            dense++;
            return;
        }
        LongIntMap listed = new LongIntMap(memory);
        for (int i = 0; i < dense; i++) {
            listed.put(firstId + i, firstOrdinal + i);
        }
        listed.put(id, ordinal);
        map = listed;
    }
}

package io.contextdb.storage.mmap.checkpoint;

import io.contextdb.memory.NativeMemory;
import io.contextdb.storage.mmap.base.EdgeRows;
import io.contextdb.storage.mmap.base.NodeIds;
import java.lang.foreign.Arena;

/** The lowest and the highest id in a file as unsigned numbers; 0 when there are none. */
record IdRange(long lowest, long highest) {
    static final IdRange NONE = new IdRange(0, 0);

    private static final int CHUNK_ROWS = 1 << 12;

    /** The range of the ids of nodes. */
    static IdRange of(NodeIds nodes) {
        return new IdRange(nodes.lowest(), nodes.highest());
    }

    /** The range of edges whose ids ascend, of which there is at least one. */
    static IdRange ofAscending(EdgeRows edges) {
        try (Arena arena = Arena.ofConfined()) {
            long ends = NativeMemory.allocate(arena, 2 * Long.BYTES);
            edges.copyIds(0, 1, ends);
            edges.copyIds(edges.count() - 1, 1, ends + Long.BYTES);
            return new IdRange(NativeMemory.getLong(ends), NativeMemory.getLong(ends + Long.BYTES));
        }
    }

    /** The range of edges that have columns. */
    static IdRange of(EdgeRows edges) {
        IdRange range = NONE;
        try (Arena arena = Arena.ofConfined()) {
            long chunk = NativeMemory.allocate(arena, (long) CHUNK_ROWS * Long.BYTES);
            for (int from = 0; from < edges.count(); from += CHUNK_ROWS) {
                int count = Math.min(CHUNK_ROWS, edges.count() - from);
                edges.copyIds(from, count, chunk);
                for (int i = 0; i < count; i++) {
                    long id = NativeMemory.getLong(chunk + (long) i * Long.BYTES);
                    range = from + i == 0 ? new IdRange(id, id) : range.with(id);
                }
            }
        }
        return range;
    }

    private IdRange with(long id) {
        if (Long.compareUnsigned(id, lowest) < 0) {
            return new IdRange(id, highest);
        }
        return Long.compareUnsigned(id, highest) > 0 ? new IdRange(lowest, id) : this;
    }
}

package io.contextdb.memory.fault;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.function.Consumer;

/**
 * Memory of the collector's in the place of a mapped file, so that many file systems in memory can share one. It is
 * here because only this module may.
 */
public final class LentMemory {
    private LentMemory() {}

    /** What an arena holds until it closes, so that the collector does not free the memory. */
    private record Keeper(MemorySegment memory) implements Consumer<MemorySegment> {
        @Override
        public void accept(MemorySegment closed) {}
    }

    /** The memory as a segment of an arena, which keeps it from being freed until it closes. */
    public static MemorySegment of(MemorySegment memory, Arena arena) {
        return memory.reinterpret(arena, new Keeper(memory));
    }
}

package io.contextdb.storage.mmap.checkpoint;

import io.contextdb.memory.NativeMemory;
import io.contextdb.storage.mmap.base.Pieces;
import java.lang.foreign.Arena;
import java.util.function.IntPredicate;

/**
 * Rows that are kept get new ordinals in their old order: none changes, or those that are left out close up.
 * Thread-safe once made.
 */
final class Renumbering {
    /** How many rows there were. */
    private final int oldLimit;

    private final int newLimit;
    /** For each old ordinal the new one or -1, for each new one the old; 0 when nothing changes. */
    private final long oldToNew;

    private final long newToOld;

    private Renumbering(int oldLimit, int newLimit, long oldToNew, long newToOld) {
        this.oldLimit = oldLimit;
        this.newLimit = newLimit;
        this.oldToNew = oldToNew;
        this.newToOld = newToOld;
    }

    /** All rows keep their ordinals. */
    static Renumbering none(int limit) {
        return new Renumbering(limit, limit, 0, 0);
    }

    /** Only some rows are kept; 8 bytes of native memory for each. */
    static Renumbering of(int limit, IntPredicate kept, Arena arena) {
        long oldToNew = NativeMemory.allocate(arena, (long) limit * Integer.BYTES);
        long newToOld = NativeMemory.allocate(arena, (long) limit * Integer.BYTES);
        Maker maker = new Maker(kept, oldToNew, newToOld);
        Pieces.forEach(0, limit, maker::add);
        return new Renumbering(limit, maker.next, oldToNew, newToOld);
    }

    /** Numbers rows that are kept. */
    private static final class Maker {
        private final IntPredicate kept;
        private final long oldToNew;
        private final long newToOld;
        private int next;

        Maker(IntPredicate kept, long oldToNew, long newToOld) {
            this.kept = kept;
            this.oldToNew = oldToNew;
            this.newToOld = newToOld;
        }

        void add(int from, int to) {
            for (int old = from; old < to; old++) {
                boolean keep = kept.test(old);
                NativeMemory.putInt(oldToNew + (long) old * Integer.BYTES, keep ? next : -1);
                if (keep) {
                    NativeMemory.putInt(newToOld + (long) next * Integer.BYTES, old);
                    next++;
                }
            }
        }
    }

    /** Whether nothing changes. */
    boolean identity() {
        return oldToNew == 0;
    }

    /** How many rows are kept. */
    int limit() {
        return newLimit;
    }

    /** The new ordinal of a row, or -1 when it is left out. */
    int toNew(int old) {
        assert old >= 0 && old < oldLimit : old;
        return identity() ? old : NativeMemory.getInt(oldToNew + (long) old * Integer.BYTES);
    }

    /** The old ordinal of a row that is kept. */
    int toOld(int renumbered) {
        assert renumbered >= 0 && renumbered < newLimit : renumbered;
        return identity() ? renumbered : NativeMemory.getInt(newToOld + (long) renumbered * Integer.BYTES);
    }
}

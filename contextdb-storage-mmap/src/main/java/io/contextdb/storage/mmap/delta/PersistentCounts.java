package io.contextdb.storage.mmap.delta;

import java.util.List;

/**
 * Counts by token number that are never changed: one changed count gives a new object that shares all but the changed piece. So a publication costs the
 * same whether there are ten labels or ten thousand.
 */
final class PersistentCounts {
    private static final int PIECE_SHIFT = 6;
    private static final int PIECE = 1 << PIECE_SHIFT;

    private final long[][] pieces;

    private PersistentCounts(long[][] pieces) {
        this.pieces = pieces;
    }

    /** Counts given as a list. */
    static PersistentCounts of(List<Long> counts) {
        long[][] pieces = new long[(counts.size() + PIECE - 1) >>> PIECE_SHIFT][PIECE];
        for (int i = 0; i < counts.size(); i++) {
            pieces[i >>> PIECE_SHIFT][i & PIECE - 1] = counts.get(i);
        }
        return new PersistentCounts(pieces);
    }

    /** The count of a token, 0 when it was never counted. */
    long get(int token) {
        int piece = token >>> PIECE_SHIFT;
        return piece < pieces.length ? pieces[piece][token & PIECE - 1] : 0;
    }

    /** The same with {@code change} added to one count. */
    PersistentCounts plus(int token, long change) {
        int piece = token >>> PIECE_SHIFT;
        long[][] changed = new long[Math.max(pieces.length, piece + 1)][];
        System.arraycopy(pieces, 0, changed, 0, pieces.length);
        for (int i = pieces.length; i < changed.length; i++) {
            changed[i] = new long[PIECE];
        }
        changed[piece] = changed[piece].clone();
        changed[piece][token & PIECE - 1] += change;
        return new PersistentCounts(changed);
    }
}

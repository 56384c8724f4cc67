package io.contextdb.storage.mmap.delta;

import java.util.Arrays;
import java.util.List;

/**
 * Counts by token number. The writer changes them; {@link #publish} gives a state that stays, which shares with the
 * next one the pieces that do not change in between. So a publication costs the same whether there are ten labels or
 * ten thousand.
 */
final class Counts {
    private static final int PIECE_SHIFT = 6;
    private static final int PIECE = 1 << PIECE_SHIFT;

    private long[][] pieces;
    /** Whether a piece was made since the last publication, so that nobody else sees it. */
    private boolean[] owned;

    private Published published;

    /** A state of the counts. Immutable. */
    static final class Published {
        private final long[][] pieces;

        private Published(long[][] pieces) {
            this.pieces = pieces;
        }

        /** The count of a token, 0 when it was never counted. */
        long get(int token) {
            int piece = token >>> PIECE_SHIFT;
            return piece < pieces.length ? pieces[piece][token & PIECE - 1] : 0;
        }
    }

    /** Begins with counts given as a list. */
    Counts(List<Long> counts) {
        this.pieces = new long[counts.size() + PIECE - 1 >>> PIECE_SHIFT][PIECE];
        for (int i = 0; i < counts.size(); i++) {
            pieces[i >>> PIECE_SHIFT][i & PIECE - 1] = counts.get(i);
        }
        this.owned = new boolean[pieces.length];
        this.published = new Published(pieces);
    }

    /** Adds to the count of a token. */
    void add(int token, long change) {
        int piece = token >>> PIECE_SHIFT;
        if (piece >= pieces.length || !owned[piece]) {
            own(piece);
        }
        pieces[piece][token & PIECE - 1] += change;
    }

    private void own(int piece) {
        int present = pieces.length;
        pieces = Arrays.copyOf(pieces, Math.max(present, piece + 1));
        owned = Arrays.copyOf(owned, pieces.length);
        for (int i = present; i < pieces.length; i++) {
            pieces[i] = new long[PIECE];
            owned[i] = true;
        }
        if (!owned[piece]) {
            pieces[piece] = pieces[piece].clone();
            owned[piece] = true;
        }
    }

    /** The present counts; the same object when none changed since the last call. */
    Published publish() {
        if (pieces != published.pieces) {
            published = new Published(pieces);
            Arrays.fill(owned, false);
        }
        return published;
    }
}

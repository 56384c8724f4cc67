package io.contextdb.storage.mmap.base;

/**
 * Goes through many rows in short pieces. A method that does a piece is called often, so the virtual machine compiles
 * it once and as a whole; one loop over all rows would be compiled twice, first in the middle of the loop, and with
 * everything inlined that any of its rows needs. That is most of what the first snapshot of a process costs beside its
 * bytes.
 */
public final class Pieces {
    private static final int ROWS = 64;

    private Pieces() {}

    /** Does the rows {@code from} to {@code to}, exclusive, of which there is at least one. */
    @FunctionalInterface
    public interface Piece {
        /** Does these rows. */
        void rows(int from, int to);
    }

    /** Does all rows {@code from} to {@code to}, exclusive, in ascending order. */
    public static void forEach(int from, int to, Piece piece) {
        for (long first = from; first < to; first += ROWS) {
            piece.rows((int) first, (int) Math.min(first + ROWS, to));
        }
    }
}

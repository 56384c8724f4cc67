package io.contextdb.kernels;

/**
 * A score and a row in one {@code long} that is greater the better: by score, then by lower row. So one comparison
 * orders results, and sorted arrays and heaps of them hold primitives.
 *
 * <pre>
 * bit 63 .. 32   the score's bits, made to order as signed integers do
 * bit 31 ..  1   Integer.MAX_VALUE - row
 * bit  0         free for the holder; 0 from {@link #of}
 * </pre>
 */
public final class ScoredRow {
    /** Less than every scored row. */
    public static final long NONE = Long.MIN_VALUE;

    private ScoredRow() {}

    /** Packs a score that is not NaN, and a row. */
    public static long of(float score, int row) {
        assert row >= 0 && !Float.isNaN(score);
        return (long) order(Float.floatToRawIntBits(score)) << 32 | (long) (Integer.MAX_VALUE - row) << 1;
    }

    /** The score. */
    public static float score(long scoredRow) {
        return Float.intBitsToFloat(order((int) (scoredRow >> 32)));
    }

    /** The row. */
    public static int row(long scoredRow) {
        return Integer.MAX_VALUE - ((int) scoredRow >>> 1);
    }

    /** Negative floats have descending bits: flipping all but the sign turns them round. It is its own inverse. */
    private static int order(int bits) {
        return bits ^ (bits >> 31 & Integer.MAX_VALUE);
    }
}

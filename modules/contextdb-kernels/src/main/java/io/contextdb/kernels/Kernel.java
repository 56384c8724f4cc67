package io.contextdb.kernels;

/**
 * A sum over the component pairs of two vectors: their inner product, or their squared Euclidean distance. All kernels
 * of one kind return the same bits; {@link ScalarDot} and {@link ScalarSquaredDistance} are the definition.
 *
 * <p>Addresses are absolute, of {@code dimension} floats each; the dimension is a multiple of 16.
 */
abstract sealed class Kernel
        permits Dot128,
                Dot256,
                Dot512,
                ScalarDot,
                ScalarSquaredDistance,
                SquaredDistance128,
                SquaredDistance256,
                SquaredDistance512 {
    /** The number of partial sums. */
    static final int LANES = 16;

    /** The bytes that hold one component for each lane. */
    static final int STEP_BYTES = LANES * Float.BYTES;

    /** The sum for one row. */
    abstract float one(long query, long row, int dimension);

    /** The sums for four rows, into {@code sums[at]} to {@code sums[at + 3]}. */
    abstract void four(long query, long row0, long row1, long row2, long row3, int dimension, float[] sums, int at);
}

package io.contextdb.kernels;

import io.contextdb.memory.NativeMemory;

/** Squared Euclidean distance without vectors: the definition of the bits. */
final class ScalarSquaredDistance extends Kernel {
    @Override
    float one(long query, long row, int dimension) {
        return sum(query, row, dimension, 0, 1);
    }

    /** The sum of the lanes {@code lane, lane + width, lane + 2 * width ...} by halves. */
    private static float sum(long query, long row, int dimension, int lane, int width) {
        if (width < LANES) {
            return sum(query, row, dimension, lane, width * 2) + sum(query, row, dimension, lane + width, width * 2);
        }
        float sum = 0;
        long end = (long) dimension * Float.BYTES;
        for (long at = (long) lane * Float.BYTES; at < end; at += STEP_BYTES) {
            float difference = NativeMemory.getFloat(query + at) - NativeMemory.getFloat(row + at);
            sum = Math.fma(difference, difference, sum);
        }
        return sum;
    }

    @Override
    void four(long query, long row0, long row1, long row2, long row3, int dimension, float[] sums, int at) {
        sums[at] = one(query, row0, dimension);
        sums[at + 1] = one(query, row1, dimension);
        sums[at + 2] = one(query, row2, dimension);
        sums[at + 3] = one(query, row3, dimension);
    }
}

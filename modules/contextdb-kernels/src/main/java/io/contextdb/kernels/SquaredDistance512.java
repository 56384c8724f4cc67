package io.contextdb.kernels;

import static io.contextdb.kernels.Halving.load512;
import static io.contextdb.kernels.Halving.sum;

import jdk.incubator.vector.FloatVector;

/** Squared Euclidean distance with vectors of 512 bits: the lanes of a sum in one register. */
final class SquaredDistance512 extends Kernel {
    @Override
    float one(long query, long row, int dimension) {
        FloatVector lanes = FloatVector.zero(FloatVector.SPECIES_512);
        long end = (long) dimension * Float.BYTES;
        for (long at = 0; at < end; at += STEP_BYTES) {
            lanes = add(load512(query + at).sub(load512(row + at)), lanes);
        }
        return sum(lanes);
    }

    @Override
    void four(long query, long row0, long row1, long row2, long row3, int dimension, float[] sums, int at) {
        FloatVector a = FloatVector.zero(FloatVector.SPECIES_512);
        FloatVector b = a;
        FloatVector c = a;
        FloatVector d = a;
        long end = (long) dimension * Float.BYTES;
        for (long offset = 0; offset < end; offset += STEP_BYTES) {
            FloatVector part = load512(query + offset);
            a = add(part.sub(load512(row0 + offset)), a);
            b = add(part.sub(load512(row1 + offset)), b);
            c = add(part.sub(load512(row2 + offset)), c);
            d = add(part.sub(load512(row3 + offset)), d);
        }
        sums[at] = sum(a);
        sums[at + 1] = sum(b);
        sums[at + 2] = sum(c);
        sums[at + 3] = sum(d);
    }

    private static FloatVector add(FloatVector difference, FloatVector sum) {
        return difference.fma(difference, sum);
    }
}

package io.contextdb.kernels;

import static io.contextdb.kernels.Halving.load256;
import static io.contextdb.kernels.Halving.sum;

import jdk.incubator.vector.FloatVector;

/** Inner product with vectors of 256 bits: the lanes of a sum in two registers. */
final class Dot256 extends Kernel {
    @Override
    float one(long query, long row, int dimension) {
        FloatVector lanes0 = FloatVector.zero(FloatVector.SPECIES_256);
        FloatVector lanes8 = lanes0;
        long end = (long) dimension * Float.BYTES;
        for (long at = 0; at < end; at += STEP_BYTES) {
            lanes0 = load256(query + at).fma(load256(row + at), lanes0);
            lanes8 = load256(query + at + 32).fma(load256(row + at + 32), lanes8);
        }
        return sum(lanes0, lanes8);
    }

    @Override
    void four(long query, long row0, long row1, long row2, long row3, int dimension, float[] sums, int at) {
        FloatVector a0 = FloatVector.zero(FloatVector.SPECIES_256);
        FloatVector a8 = a0;
        FloatVector b0 = a0;
        FloatVector b8 = a0;
        FloatVector c0 = a0;
        FloatVector c8 = a0;
        FloatVector d0 = a0;
        FloatVector d8 = a0;
        long end = (long) dimension * Float.BYTES;
        for (long offset = 0; offset < end; offset += STEP_BYTES) {
            FloatVector part0 = load256(query + offset);
            a0 = part0.fma(load256(row0 + offset), a0);
            b0 = part0.fma(load256(row1 + offset), b0);
            c0 = part0.fma(load256(row2 + offset), c0);
            d0 = part0.fma(load256(row3 + offset), d0);
            FloatVector part8 = load256(query + offset + 32);
            a8 = part8.fma(load256(row0 + offset + 32), a8);
            b8 = part8.fma(load256(row1 + offset + 32), b8);
            c8 = part8.fma(load256(row2 + offset + 32), c8);
            d8 = part8.fma(load256(row3 + offset + 32), d8);
        }
        sums[at] = sum(a0, a8);
        sums[at + 1] = sum(b0, b8);
        sums[at + 2] = sum(c0, c8);
        sums[at + 3] = sum(d0, d8);
    }
}

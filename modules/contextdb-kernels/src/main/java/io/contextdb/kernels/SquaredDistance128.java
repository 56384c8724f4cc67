package io.contextdb.kernels;

import static io.contextdb.kernels.Halving.load128;
import static io.contextdb.kernels.Halving.sum;

import jdk.incubator.vector.FloatVector;

/** Squared Euclidean distance with vectors of 128 bits: the lanes of a sum in four registers. */
final class SquaredDistance128 extends Kernel {
    @Override
    float one(long query, long row, int dimension) {
        FloatVector lanes0 = FloatVector.zero(FloatVector.SPECIES_128);
        FloatVector lanes4 = lanes0;
        FloatVector lanes8 = lanes0;
        FloatVector lanes12 = lanes0;
        long end = (long) dimension * Float.BYTES;
        for (long at = 0; at < end; at += STEP_BYTES) {
            lanes0 = add(load128(query + at).sub(load128(row + at)), lanes0);
            lanes4 = add(load128(query + at + 16).sub(load128(row + at + 16)), lanes4);
            lanes8 = add(load128(query + at + 32).sub(load128(row + at + 32)), lanes8);
            lanes12 = add(load128(query + at + 48).sub(load128(row + at + 48)), lanes12);
        }
        return sum(lanes0, lanes4, lanes8, lanes12);
    }

    @Override
    void four(long query, long row0, long row1, long row2, long row3, int dimension, float[] sums, int at) {
        FloatVector a0 = FloatVector.zero(FloatVector.SPECIES_128);
        FloatVector a4 = a0;
        FloatVector a8 = a0;
        FloatVector a12 = a0;
        FloatVector b0 = a0;
        FloatVector b4 = a0;
        FloatVector b8 = a0;
        FloatVector b12 = a0;
        FloatVector c0 = a0;
        FloatVector c4 = a0;
        FloatVector c8 = a0;
        FloatVector c12 = a0;
        FloatVector d0 = a0;
        FloatVector d4 = a0;
        FloatVector d8 = a0;
        FloatVector d12 = a0;
        long end = (long) dimension * Float.BYTES;
        for (long offset = 0; offset < end; offset += STEP_BYTES) {
            FloatVector part0 = load128(query + offset);
            a0 = add(part0.sub(load128(row0 + offset)), a0);
            b0 = add(part0.sub(load128(row1 + offset)), b0);
            c0 = add(part0.sub(load128(row2 + offset)), c0);
            d0 = add(part0.sub(load128(row3 + offset)), d0);
            FloatVector part4 = load128(query + offset + 16);
            a4 = add(part4.sub(load128(row0 + offset + 16)), a4);
            b4 = add(part4.sub(load128(row1 + offset + 16)), b4);
            c4 = add(part4.sub(load128(row2 + offset + 16)), c4);
            d4 = add(part4.sub(load128(row3 + offset + 16)), d4);
            FloatVector part8 = load128(query + offset + 32);
            a8 = add(part8.sub(load128(row0 + offset + 32)), a8);
            b8 = add(part8.sub(load128(row1 + offset + 32)), b8);
            c8 = add(part8.sub(load128(row2 + offset + 32)), c8);
            d8 = add(part8.sub(load128(row3 + offset + 32)), d8);
            FloatVector part12 = load128(query + offset + 48);
            a12 = add(part12.sub(load128(row0 + offset + 48)), a12);
            b12 = add(part12.sub(load128(row1 + offset + 48)), b12);
            c12 = add(part12.sub(load128(row2 + offset + 48)), c12);
            d12 = add(part12.sub(load128(row3 + offset + 48)), d12);
        }
        sums[at] = sum(a0, a4, a8, a12);
        sums[at + 1] = sum(b0, b4, b8, b12);
        sums[at + 2] = sum(c0, c4, c8, c12);
        sums[at + 3] = sum(d0, d4, d8, d12);
    }

    private static FloatVector add(FloatVector difference, FloatVector sum) {
        return difference.fma(difference, sum);
    }
}

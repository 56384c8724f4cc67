package io.contextdb.kernels;

import static io.contextdb.kernels.Swaps.QUARTER_1;
import static io.contextdb.kernels.Swaps.QUARTER_2;
import static io.contextdb.memory.NativeMemory.ALL;
import static java.nio.ByteOrder.LITTLE_ENDIAN;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Squared Euclidean distance with vectors of 128 bits: the lanes of a sum in four registers. */
final class SquaredDistance128 extends Kernel {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_128;

    @Override
    float one(long query, long row, int dimension) {
        FloatVector lanes0 = FloatVector.zero(SPECIES);
        FloatVector lanes4 = lanes0;
        FloatVector lanes8 = lanes0;
        FloatVector lanes12 = lanes0;
        long end = (long) dimension * Float.BYTES;
        for (long at = 0; at < end; at += STEP_BYTES) {
            FloatVector difference0 = FloatVector.fromMemorySegment(SPECIES, ALL, query + at, LITTLE_ENDIAN)
                    .sub(FloatVector.fromMemorySegment(SPECIES, ALL, row + at, LITTLE_ENDIAN));
            lanes0 = difference0.fma(difference0, lanes0);
            FloatVector difference4 = FloatVector.fromMemorySegment(SPECIES, ALL, query + at + 16, LITTLE_ENDIAN)
                    .sub(FloatVector.fromMemorySegment(SPECIES, ALL, row + at + 16, LITTLE_ENDIAN));
            lanes4 = difference4.fma(difference4, lanes4);
            FloatVector difference8 = FloatVector.fromMemorySegment(SPECIES, ALL, query + at + 32, LITTLE_ENDIAN)
                    .sub(FloatVector.fromMemorySegment(SPECIES, ALL, row + at + 32, LITTLE_ENDIAN));
            lanes8 = difference8.fma(difference8, lanes8);
            FloatVector difference12 = FloatVector.fromMemorySegment(SPECIES, ALL, query + at + 48, LITTLE_ENDIAN)
                    .sub(FloatVector.fromMemorySegment(SPECIES, ALL, row + at + 48, LITTLE_ENDIAN));
            lanes12 = difference12.fma(difference12, lanes12);
        }
        lanes0 = lanes0.add(lanes8).add(lanes4.add(lanes12));
        lanes0 = lanes0.add(lanes0.rearrange(QUARTER_2));
        lanes0 = lanes0.add(lanes0.rearrange(QUARTER_1));
        return lanes0.lane(0);
    }

    @Override
    void four(long query, long row0, long row1, long row2, long row3, int dimension, float[] sums, int at) {
        FloatVector a0 = FloatVector.zero(SPECIES);
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
            FloatVector part0 = FloatVector.fromMemorySegment(SPECIES, ALL, query + offset, LITTLE_ENDIAN);
            FloatVector differenceA0 =
                    part0.sub(FloatVector.fromMemorySegment(SPECIES, ALL, row0 + offset, LITTLE_ENDIAN));
            a0 = differenceA0.fma(differenceA0, a0);
            FloatVector differenceB0 =
                    part0.sub(FloatVector.fromMemorySegment(SPECIES, ALL, row1 + offset, LITTLE_ENDIAN));
            b0 = differenceB0.fma(differenceB0, b0);
            FloatVector differenceC0 =
                    part0.sub(FloatVector.fromMemorySegment(SPECIES, ALL, row2 + offset, LITTLE_ENDIAN));
            c0 = differenceC0.fma(differenceC0, c0);
            FloatVector differenceD0 =
                    part0.sub(FloatVector.fromMemorySegment(SPECIES, ALL, row3 + offset, LITTLE_ENDIAN));
            d0 = differenceD0.fma(differenceD0, d0);
            FloatVector part4 = FloatVector.fromMemorySegment(SPECIES, ALL, query + offset + 16, LITTLE_ENDIAN);
            FloatVector differenceA4 =
                    part4.sub(FloatVector.fromMemorySegment(SPECIES, ALL, row0 + offset + 16, LITTLE_ENDIAN));
            a4 = differenceA4.fma(differenceA4, a4);
            FloatVector differenceB4 =
                    part4.sub(FloatVector.fromMemorySegment(SPECIES, ALL, row1 + offset + 16, LITTLE_ENDIAN));
            b4 = differenceB4.fma(differenceB4, b4);
            FloatVector differenceC4 =
                    part4.sub(FloatVector.fromMemorySegment(SPECIES, ALL, row2 + offset + 16, LITTLE_ENDIAN));
            c4 = differenceC4.fma(differenceC4, c4);
            FloatVector differenceD4 =
                    part4.sub(FloatVector.fromMemorySegment(SPECIES, ALL, row3 + offset + 16, LITTLE_ENDIAN));
            d4 = differenceD4.fma(differenceD4, d4);
            FloatVector part8 = FloatVector.fromMemorySegment(SPECIES, ALL, query + offset + 32, LITTLE_ENDIAN);
            FloatVector differenceA8 =
                    part8.sub(FloatVector.fromMemorySegment(SPECIES, ALL, row0 + offset + 32, LITTLE_ENDIAN));
            a8 = differenceA8.fma(differenceA8, a8);
            FloatVector differenceB8 =
                    part8.sub(FloatVector.fromMemorySegment(SPECIES, ALL, row1 + offset + 32, LITTLE_ENDIAN));
            b8 = differenceB8.fma(differenceB8, b8);
            FloatVector differenceC8 =
                    part8.sub(FloatVector.fromMemorySegment(SPECIES, ALL, row2 + offset + 32, LITTLE_ENDIAN));
            c8 = differenceC8.fma(differenceC8, c8);
            FloatVector differenceD8 =
                    part8.sub(FloatVector.fromMemorySegment(SPECIES, ALL, row3 + offset + 32, LITTLE_ENDIAN));
            d8 = differenceD8.fma(differenceD8, d8);
            FloatVector part12 = FloatVector.fromMemorySegment(SPECIES, ALL, query + offset + 48, LITTLE_ENDIAN);
            FloatVector differenceA12 =
                    part12.sub(FloatVector.fromMemorySegment(SPECIES, ALL, row0 + offset + 48, LITTLE_ENDIAN));
            a12 = differenceA12.fma(differenceA12, a12);
            FloatVector differenceB12 =
                    part12.sub(FloatVector.fromMemorySegment(SPECIES, ALL, row1 + offset + 48, LITTLE_ENDIAN));
            b12 = differenceB12.fma(differenceB12, b12);
            FloatVector differenceC12 =
                    part12.sub(FloatVector.fromMemorySegment(SPECIES, ALL, row2 + offset + 48, LITTLE_ENDIAN));
            c12 = differenceC12.fma(differenceC12, c12);
            FloatVector differenceD12 =
                    part12.sub(FloatVector.fromMemorySegment(SPECIES, ALL, row3 + offset + 48, LITTLE_ENDIAN));
            d12 = differenceD12.fma(differenceD12, d12);
        }
        a0 = a0.add(a8).add(a4.add(a12));
        a0 = a0.add(a0.rearrange(QUARTER_2));
        a0 = a0.add(a0.rearrange(QUARTER_1));
        sums[at] = a0.lane(0);
        b0 = b0.add(b8).add(b4.add(b12));
        b0 = b0.add(b0.rearrange(QUARTER_2));
        b0 = b0.add(b0.rearrange(QUARTER_1));
        sums[at + 1] = b0.lane(0);
        c0 = c0.add(c8).add(c4.add(c12));
        c0 = c0.add(c0.rearrange(QUARTER_2));
        c0 = c0.add(c0.rearrange(QUARTER_1));
        sums[at + 2] = c0.lane(0);
        d0 = d0.add(d8).add(d4.add(d12));
        d0 = d0.add(d0.rearrange(QUARTER_2));
        d0 = d0.add(d0.rearrange(QUARTER_1));
        sums[at + 3] = d0.lane(0);
    }
}

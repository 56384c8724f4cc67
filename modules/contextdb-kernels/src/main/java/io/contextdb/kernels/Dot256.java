package io.contextdb.kernels;

import static io.contextdb.kernels.Swaps.HALF_1;
import static io.contextdb.kernels.Swaps.HALF_2;
import static io.contextdb.kernels.Swaps.HALF_4;
import static io.contextdb.memory.NativeMemory.ALL;
import static java.nio.ByteOrder.LITTLE_ENDIAN;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Inner product with vectors of 256 bits: the lanes of a sum in two registers. */
final class Dot256 extends Kernel {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_256;

    @Override
    float one(long query, long row, int dimension) {
        FloatVector lanes0 = FloatVector.zero(SPECIES);
        FloatVector lanes8 = lanes0;
        long end = (long) dimension * Float.BYTES;
        for (long at = 0; at < end; at += STEP_BYTES) {
            lanes0 = FloatVector.fromMemorySegment(SPECIES, ALL, query + at, LITTLE_ENDIAN)
                    .fma(FloatVector.fromMemorySegment(SPECIES, ALL, row + at, LITTLE_ENDIAN), lanes0);
            lanes8 = FloatVector.fromMemorySegment(SPECIES, ALL, query + at + 32, LITTLE_ENDIAN)
                    .fma(FloatVector.fromMemorySegment(SPECIES, ALL, row + at + 32, LITTLE_ENDIAN), lanes8);
        }
        lanes0 = lanes0.add(lanes8);
        lanes0 = lanes0.add(lanes0.rearrange(HALF_4));
        lanes0 = lanes0.add(lanes0.rearrange(HALF_2));
        lanes0 = lanes0.add(lanes0.rearrange(HALF_1));
        return lanes0.lane(0);
    }

    @Override
    void four(long query, long row0, long row1, long row2, long row3, int dimension, float[] sums, int at) {
        FloatVector a0 = FloatVector.zero(SPECIES);
        FloatVector a8 = a0;
        FloatVector b0 = a0;
        FloatVector b8 = a0;
        FloatVector c0 = a0;
        FloatVector c8 = a0;
        FloatVector d0 = a0;
        FloatVector d8 = a0;
        long end = (long) dimension * Float.BYTES;
        for (long offset = 0; offset < end; offset += STEP_BYTES) {
            FloatVector part0 = FloatVector.fromMemorySegment(SPECIES, ALL, query + offset, LITTLE_ENDIAN);
            a0 = part0.fma(FloatVector.fromMemorySegment(SPECIES, ALL, row0 + offset, LITTLE_ENDIAN), a0);
            b0 = part0.fma(FloatVector.fromMemorySegment(SPECIES, ALL, row1 + offset, LITTLE_ENDIAN), b0);
            c0 = part0.fma(FloatVector.fromMemorySegment(SPECIES, ALL, row2 + offset, LITTLE_ENDIAN), c0);
            d0 = part0.fma(FloatVector.fromMemorySegment(SPECIES, ALL, row3 + offset, LITTLE_ENDIAN), d0);
            FloatVector part8 = FloatVector.fromMemorySegment(SPECIES, ALL, query + offset + 32, LITTLE_ENDIAN);
            a8 = part8.fma(FloatVector.fromMemorySegment(SPECIES, ALL, row0 + offset + 32, LITTLE_ENDIAN), a8);
            b8 = part8.fma(FloatVector.fromMemorySegment(SPECIES, ALL, row1 + offset + 32, LITTLE_ENDIAN), b8);
            c8 = part8.fma(FloatVector.fromMemorySegment(SPECIES, ALL, row2 + offset + 32, LITTLE_ENDIAN), c8);
            d8 = part8.fma(FloatVector.fromMemorySegment(SPECIES, ALL, row3 + offset + 32, LITTLE_ENDIAN), d8);
        }
        a0 = a0.add(a8);
        a0 = a0.add(a0.rearrange(HALF_4));
        a0 = a0.add(a0.rearrange(HALF_2));
        a0 = a0.add(a0.rearrange(HALF_1));
        sums[at] = a0.lane(0);
        b0 = b0.add(b8);
        b0 = b0.add(b0.rearrange(HALF_4));
        b0 = b0.add(b0.rearrange(HALF_2));
        b0 = b0.add(b0.rearrange(HALF_1));
        sums[at + 1] = b0.lane(0);
        c0 = c0.add(c8);
        c0 = c0.add(c0.rearrange(HALF_4));
        c0 = c0.add(c0.rearrange(HALF_2));
        c0 = c0.add(c0.rearrange(HALF_1));
        sums[at + 2] = c0.lane(0);
        d0 = d0.add(d8);
        d0 = d0.add(d0.rearrange(HALF_4));
        d0 = d0.add(d0.rearrange(HALF_2));
        d0 = d0.add(d0.rearrange(HALF_1));
        sums[at + 3] = d0.lane(0);
    }
}

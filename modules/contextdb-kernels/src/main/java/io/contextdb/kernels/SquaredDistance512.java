package io.contextdb.kernels;

import static io.contextdb.kernels.Swaps.WIDE_1;
import static io.contextdb.kernels.Swaps.WIDE_2;
import static io.contextdb.kernels.Swaps.WIDE_4;
import static io.contextdb.kernels.Swaps.WIDE_8;
import static io.contextdb.memory.NativeMemory.ALL;
import static java.nio.ByteOrder.LITTLE_ENDIAN;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Squared Euclidean distance with vectors of 512 bits: the lanes of a sum in one register. */
final class SquaredDistance512 extends Kernel {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_512;

    @Override
    float one(long query, long row, int dimension) {
        FloatVector lanes = FloatVector.zero(SPECIES);
        long end = (long) dimension * Float.BYTES;
        for (long at = 0; at < end; at += STEP_BYTES) {
            FloatVector difference = FloatVector.fromMemorySegment(SPECIES, ALL, query + at, LITTLE_ENDIAN)
                    .sub(FloatVector.fromMemorySegment(SPECIES, ALL, row + at, LITTLE_ENDIAN));
            lanes = difference.fma(difference, lanes);
        }
        lanes = lanes.add(lanes.rearrange(WIDE_8));
        lanes = lanes.add(lanes.rearrange(WIDE_4));
        lanes = lanes.add(lanes.rearrange(WIDE_2));
        lanes = lanes.add(lanes.rearrange(WIDE_1));
        return lanes.lane(0);
    }

    @Override
    void four(long query, long row0, long row1, long row2, long row3, int dimension, float[] sums, int at) {
        FloatVector a = FloatVector.zero(SPECIES);
        FloatVector b = a;
        FloatVector c = a;
        FloatVector d = a;
        long end = (long) dimension * Float.BYTES;
        for (long offset = 0; offset < end; offset += STEP_BYTES) {
            FloatVector part = FloatVector.fromMemorySegment(SPECIES, ALL, query + offset, LITTLE_ENDIAN);
            FloatVector differenceA =
                    part.sub(FloatVector.fromMemorySegment(SPECIES, ALL, row0 + offset, LITTLE_ENDIAN));
            a = differenceA.fma(differenceA, a);
            FloatVector differenceB =
                    part.sub(FloatVector.fromMemorySegment(SPECIES, ALL, row1 + offset, LITTLE_ENDIAN));
            b = differenceB.fma(differenceB, b);
            FloatVector differenceC =
                    part.sub(FloatVector.fromMemorySegment(SPECIES, ALL, row2 + offset, LITTLE_ENDIAN));
            c = differenceC.fma(differenceC, c);
            FloatVector differenceD =
                    part.sub(FloatVector.fromMemorySegment(SPECIES, ALL, row3 + offset, LITTLE_ENDIAN));
            d = differenceD.fma(differenceD, d);
        }
        a = a.add(a.rearrange(WIDE_8));
        a = a.add(a.rearrange(WIDE_4));
        a = a.add(a.rearrange(WIDE_2));
        a = a.add(a.rearrange(WIDE_1));
        sums[at] = a.lane(0);
        b = b.add(b.rearrange(WIDE_8));
        b = b.add(b.rearrange(WIDE_4));
        b = b.add(b.rearrange(WIDE_2));
        b = b.add(b.rearrange(WIDE_1));
        sums[at + 1] = b.lane(0);
        c = c.add(c.rearrange(WIDE_8));
        c = c.add(c.rearrange(WIDE_4));
        c = c.add(c.rearrange(WIDE_2));
        c = c.add(c.rearrange(WIDE_1));
        sums[at + 2] = c.lane(0);
        d = d.add(d.rearrange(WIDE_8));
        d = d.add(d.rearrange(WIDE_4));
        d = d.add(d.rearrange(WIDE_2));
        d = d.add(d.rearrange(WIDE_1));
        sums[at + 3] = d.lane(0);
    }
}

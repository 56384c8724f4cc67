package io.contextdb.kernels;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.contextdb.memory.NativeMemory;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Loads 16 lanes and adds them up by halves, for each vector width. Written with {@code rearrange} because {@code reduceLanes(ADD)} adds
 * in an order of its own, which even differs between interpreted and compiled code.
 */
final class Halving {
    private static final VectorSpecies<Float> WIDE = FloatVector.SPECIES_512;
    private static final VectorShuffle<Float> WIDE_8 = VectorShuffle.fromOp(WIDE, lane -> lane ^ 8);
    private static final VectorShuffle<Float> WIDE_4 = VectorShuffle.fromOp(WIDE, lane -> lane ^ 4);
    private static final VectorShuffle<Float> WIDE_2 = VectorShuffle.fromOp(WIDE, lane -> lane ^ 2);
    private static final VectorShuffle<Float> WIDE_1 = VectorShuffle.fromOp(WIDE, lane -> lane ^ 1);

    private static final VectorSpecies<Float> HALF = FloatVector.SPECIES_256;
    private static final VectorShuffle<Float> HALF_4 = VectorShuffle.fromOp(HALF, lane -> lane ^ 4);
    private static final VectorShuffle<Float> HALF_2 = VectorShuffle.fromOp(HALF, lane -> lane ^ 2);
    private static final VectorShuffle<Float> HALF_1 = VectorShuffle.fromOp(HALF, lane -> lane ^ 1);

    private static final VectorSpecies<Float> QUARTER = FloatVector.SPECIES_128;
    private static final VectorShuffle<Float> QUARTER_2 = VectorShuffle.fromOp(QUARTER, lane -> lane ^ 2);
    private static final VectorShuffle<Float> QUARTER_1 = VectorShuffle.fromOp(QUARTER, lane -> lane ^ 1);

    private Halving() {}

    /** The sum of all 16 lanes. */
    static float sum(FloatVector lanes) {
        FloatVector sum = lanes.add(lanes.rearrange(WIDE_8));
        sum = sum.add(sum.rearrange(WIDE_4));
        sum = sum.add(sum.rearrange(WIDE_2));
        return sum.add(sum.rearrange(WIDE_1)).lane(0);
    }

    /** The sum of lanes 0 to 7 and 8 to 15. */
    static float sum(FloatVector lanes0, FloatVector lanes8) {
        FloatVector sum = lanes0.add(lanes8);
        sum = sum.add(sum.rearrange(HALF_4));
        sum = sum.add(sum.rearrange(HALF_2));
        return sum.add(sum.rearrange(HALF_1)).lane(0);
    }

    /** The sum of lanes 0 to 3, 4 to 7, 8 to 11, 12 to 15. */
    static float sum(FloatVector lanes0, FloatVector lanes4, FloatVector lanes8, FloatVector lanes12) {
        FloatVector sum = lanes0.add(lanes8).add(lanes4.add(lanes12));
        sum = sum.add(sum.rearrange(QUARTER_2));
        return sum.add(sum.rearrange(QUARTER_1)).lane(0);
    }

    /** 16 components. */
    static FloatVector load512(long address) {
        return FloatVector.fromMemorySegment(WIDE, NativeMemory.ALL, address, LITTLE_ENDIAN);
    }

    /** 8 components. */
    static FloatVector load256(long address) {
        return FloatVector.fromMemorySegment(HALF, NativeMemory.ALL, address, LITTLE_ENDIAN);
    }

    /** 4 components. */
    static FloatVector load128(long address) {
        return FloatVector.fromMemorySegment(QUARTER, NativeMemory.ALL, address, LITTLE_ENDIAN);
    }
}

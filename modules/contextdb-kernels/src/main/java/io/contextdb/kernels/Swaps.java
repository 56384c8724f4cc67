package io.contextdb.kernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * The shuffles that add lanes up by halves: {@code SWAP_8} exchanges lanes whose numbers differ by 8, so that adding a
 * vector to its shuffle adds lane i + 8 to lane i, and so on. {@code reduceLanes(ADD)} would add in an order of its
 * own, which even differs between interpreted and compiled code.
 *
 * <p>Kernels spell their sums out, line by line: vectors that are passed to a method become objects when the compiler
 * decides not to inline it.
 */
final class Swaps {
    private static final VectorSpecies<Float> WIDE = FloatVector.SPECIES_512;
    private static final VectorSpecies<Float> HALF = FloatVector.SPECIES_256;
    private static final VectorSpecies<Float> QUARTER = FloatVector.SPECIES_128;

    static final VectorShuffle<Float> WIDE_8 = VectorShuffle.fromOp(WIDE, lane -> lane ^ 8);
    static final VectorShuffle<Float> WIDE_4 = VectorShuffle.fromOp(WIDE, lane -> lane ^ 4);
    static final VectorShuffle<Float> WIDE_2 = VectorShuffle.fromOp(WIDE, lane -> lane ^ 2);
    static final VectorShuffle<Float> WIDE_1 = VectorShuffle.fromOp(WIDE, lane -> lane ^ 1);

    static final VectorShuffle<Float> HALF_4 = VectorShuffle.fromOp(HALF, lane -> lane ^ 4);
    static final VectorShuffle<Float> HALF_2 = VectorShuffle.fromOp(HALF, lane -> lane ^ 2);
    static final VectorShuffle<Float> HALF_1 = VectorShuffle.fromOp(HALF, lane -> lane ^ 1);

    static final VectorShuffle<Float> QUARTER_2 = VectorShuffle.fromOp(QUARTER, lane -> lane ^ 2);
    static final VectorShuffle<Float> QUARTER_1 = VectorShuffle.fromOp(QUARTER, lane -> lane ^ 1);

    private Swaps() {}
}

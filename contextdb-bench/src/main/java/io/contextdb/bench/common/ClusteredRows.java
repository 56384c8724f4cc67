package io.contextdb.bench.common;

import io.contextdb.kernels.DenseRows;
import java.lang.foreign.Arena;
import java.util.Random;

/** Unit vectors around random centres, all live, row i of node i: near ones exist, as in real embeddings. */
public final class ClusteredRows extends DenseRows {
    private static final int CENTRES = 200;

    /** Draws rows; the same numbers give the same rows. */
    public ClusteredRows(int count, int dimension, Arena arena) {
        super(dimension, count, arena);
        Random random = new Random(1);
        float[][] centres = new float[CENTRES][];
        for (int i = 0; i < CENTRES; i++) {
            centres[i] = around(new float[dimension], 1, random);
        }
        for (int row = 0; row < count; row++) {
            set(row, around(centres[random.nextInt(CENTRES)], 0.1, random));
        }
    }

    /** A unit vector near another. */
    private static float[] around(float[] centre, double spread, Random random) {
        float[] vector = new float[centre.length];
        double squares = 0;
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) (centre[i] + spread * random.nextGaussian());
            squares += vector[i] * vector[i];
        }
        for (int i = 0; i < vector.length; i++) {
            vector[i] /= (float) Math.sqrt(squares);
        }
        return vector;
    }
}

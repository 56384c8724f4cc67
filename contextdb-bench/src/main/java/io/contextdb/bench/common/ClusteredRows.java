package io.contextdb.bench.common;

import io.contextdb.api.spi.VectorRows;
import io.contextdb.memory.NativeMemory;
import java.lang.foreign.Arena;
import java.util.Random;

/** Unit vectors around random centres, all live, row i of node i: near ones exist, as in real embeddings. */
public final class ClusteredRows implements VectorRows {
    private static final int CENTRES = 200;

    private final int dimension;
    private final int count;
    private final long base;

    /** Draws rows; the same numbers give the same rows. */
    public ClusteredRows(int count, int dimension, Arena arena) {
        this.dimension = dimension;
        this.count = count;
        this.base = NativeMemory.allocate(arena, count * strideBytes());
        Random random = new Random(1);
        float[][] centres = new float[CENTRES][];
        for (int i = 0; i < CENTRES; i++) {
            centres[i] = around(new float[dimension], 1, random);
        }
        for (int row = 0; row < count; row++) {
            float[] vector = around(centres[random.nextInt(CENTRES)], 0.1, random);
            NativeMemory.copyFloats(vector, 0, dimension, address(row));
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

    private long strideBytes() {
        return (long) VectorRows.paddedDimension(dimension) * Float.BYTES;
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public int liveCount() {
        return count;
    }

    @Override
    public long address(int row) {
        assert row >= 0 && row < count;
        return base + row * strideBytes();
    }

    @Override
    public float inverseNorm(int row) {
        return 1;
    }

    @Override
    public boolean live(int row) {
        return true;
    }

    @Override
    public int node(int row) {
        return row;
    }

    @Override
    public int row(int node) {
        return node;
    }
}

package io.contextdb.testkit.vector;

import io.contextdb.api.Metric;
import io.contextdb.api.spi.VectorRows;
import io.contextdb.kernels.Scorer;
import io.contextdb.memory.NativeMemory;
import java.lang.foreign.Arena;
import java.util.BitSet;
import java.util.List;

/** Rows of vectors in native memory that lives as long as an arena. Row i belongs to node i. Immutable. */
public final class NativeRows implements VectorRows {
    private final int dimension;
    private final int count;
    private final long base;
    private final float[] inverseNorms;
    private final BitSet dead;

    private NativeRows(int dimension, int count, long base, float[] inverseNorms, BitSet dead) {
        this.dimension = dimension;
        this.count = count;
        this.base = base;
        this.inverseNorms = inverseNorms;
        this.dead = dead;
    }

    /** All vectors as live rows; there is at least one vector. */
    public static NativeRows of(Arena arena, Metric metric, List<float[]> vectors) {
        int dimension = vectors.getFirst().length;
        Scorer scorer = new Scorer(metric, dimension);
        long strideBytes = strideBytes(dimension);
        long base = NativeMemory.allocate(arena, strideBytes * vectors.size());
        float[] inverseNorms = new float[vectors.size()];
        for (int row = 0; row < vectors.size(); row++) {
            long address = base + row * strideBytes;
            NativeMemory.copyFloats(vectors.get(row), 0, dimension, address);
            inverseNorms[row] = scorer.inverseNorm(address);
        }
        return new NativeRows(dimension, vectors.size(), base, inverseNorms, new BitSet());
    }

    /** The first {@code newCount} of these rows. */
    public NativeRows first(int newCount) {
        assert newCount <= count;
        return new NativeRows(dimension, newCount, base, inverseNorms, dead.get(0, newCount));
    }

    /** The same rows with these ones dead too. */
    public NativeRows without(BitSet rows) {
        BitSet together = (BitSet) dead.clone();
        together.or(rows);
        return new NativeRows(dimension, count, base, inverseNorms, together);
    }

    private static long strideBytes(int dimension) {
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
        return count - dead.cardinality();
    }

    @Override
    public long address(int row) {
        assert row >= 0 && row < count;
        return base + row * strideBytes(dimension);
    }

    @Override
    public float inverseNorm(int row) {
        return inverseNorms[row];
    }

    @Override
    public boolean live(int row) {
        return !dead.get(row);
    }

    @Override
    public int node(int row) {
        return row;
    }

    @Override
    public int row(int node) {
        return live(node) ? node : -1;
    }
}

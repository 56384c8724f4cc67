package io.contextdb.kernels;

import io.contextdb.api.spi.VectorRows;
import io.contextdb.memory.NativeMemory;
import java.lang.foreign.Arena;
import java.util.Arrays;

/**
 * Rows one after the other in memory, all live, row i of node i. Filled by the thread that made them, with {@link #set}
 * and then {@link #measure}; immutable and safe for any number of threads afterwards.
 */
public class DenseRows implements VectorRows {
    private final int dimension;
    private final int count;
    private final long strideBytes;
    private final long base;
    private final float[] inverseNorms;

    /** Zeros that live as long as {@code arena}. */
    public DenseRows(int dimension, int count, Arena arena) {
        this(dimension, count, NativeMemory.allocate(arena, bytes(dimension, count)));
    }

    /**
     * Rows in memory that somebody else keeps; {@code base} is the address of the first, laid out as {@link #address}
     * says.
     */
    public DenseRows(int dimension, int count, long base) {
        this.dimension = dimension;
        this.count = count;
        this.strideBytes = bytes(dimension, 1);
        this.base = base;
        this.inverseNorms = new float[count];
        Arrays.fill(inverseNorms, 1);
    }

    /** The first {@code count} of other rows, in their memory. */
    protected DenseRows(DenseRows rows, int count) {
        assert count <= rows.count;
        this.dimension = rows.dimension;
        this.count = count;
        this.strideBytes = rows.strideBytes;
        this.base = rows.base;
        this.inverseNorms = rows.inverseNorms;
    }

    /** The bytes that {@code count} rows take. */
    public static long bytes(int dimension, int count) {
        return (long) count * VectorRows.paddedDimension(dimension) * Float.BYTES;
    }

    /** Sets the components of a row. */
    public final void set(int row, float[] components) {
        assert components.length == dimension;
        NativeMemory.copyFloats(components, 0, dimension, address(row));
    }

    /** Notes the inverse norms of all rows, which are 1 before. */
    public final void measure(Scorer scorer) {
        for (int row = 0; row < count; row++) {
            inverseNorms[row] = scorer.inverseNorm(address(row));
        }
    }

    @Override
    public final int dimension() {
        return dimension;
    }

    @Override
    public final int count() {
        return count;
    }

    @Override
    public int liveCount() {
        return count;
    }

    @Override
    public final long address(int row) {
        assert row >= 0 && row < count;
        return base + row * strideBytes;
    }

    @Override
    public final float inverseNorm(int row) {
        return inverseNorms[row];
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

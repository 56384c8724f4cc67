package io.contextdb.bench.ann;

import io.contextdb.api.Metric;
import io.contextdb.api.spi.VectorRows;
import io.contextdb.kernels.Scorer;
import io.contextdb.memory.NativeMemory;
import java.lang.foreign.Arena;

/** The vectors of a file as rows of a vector space, aligned and padded, all live. Row i belongs to node i. */
final class FileRows implements VectorRows {
    private final int dimension;
    private final int count;
    private final long strideBytes;
    private final long base;
    private final float[] inverseNorms;

    /** Copies a file, refusing what a database would refuse. */
    FileRows(VectorFile file, Metric metric, Arena arena) {
        dimension = file.dimension();
        count = file.rows();
        strideBytes = (long) VectorRows.paddedDimension(dimension) * Float.BYTES;
        base = NativeMemory.allocate(arena, strideBytes * count);
        inverseNorms = new float[count];
        Scorer scorer = new Scorer(metric, dimension);
        for (int row = 0; row < count; row++) {
            NativeMemory.copy(file.address(row), address(row), (long) dimension * Float.BYTES);
            for (int i = 0; i < dimension; i++) {
                float component = NativeMemory.getFloat(address(row) + (long) i * Float.BYTES);
                if (!Float.isFinite(component)) {
                    throw file.malformed("has " + component + " in row " + row + ", component " + i);
                }
            }
            inverseNorms[row] = scorer.inverseNorm(address(row));
            if (Float.isInfinite(inverseNorms[row])) {
                throw file.malformed("has a zero vector in row " + row + ", which cosine cannot compare");
            }
        }
    }

    /** The bytes of all rows in memory or in a file. */
    long bytes() {
        return strideBytes * count;
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
        return base + row * strideBytes;
    }

    @Override
    public float inverseNorm(int row) {
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

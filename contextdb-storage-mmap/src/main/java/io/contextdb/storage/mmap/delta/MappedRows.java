package io.contextdb.storage.mmap.delta;

import io.contextdb.api.spi.VectorRows;
import io.contextdb.api.spi.VectorSpace;
import io.contextdb.storage.mmap.base.BaseRows;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a vector space in one view: those of the base, then those of the delta. Thread-safe; allocates nothing.
 */
public final class MappedRows implements VectorRows {
    private final DeltaSpace delta;
    private final @Nullable BaseRows base;
    private final int baseCount;
    private final int count;
    private final int liveCount;
    private final int stamp;

    MappedRows(DeltaSpace delta, int stamp) {
        this.delta = delta;
        this.base = delta.base();
        this.baseCount = delta.baseCount();
        this.count = delta.count();
        this.liveCount = delta.liveCount();
        this.stamp = stamp;
    }

    /** The space the rows are of. */
    public VectorSpace space() {
        return delta.space();
    }

    /** How many rows were added to the base. */
    public int added() {
        return count - baseCount;
    }

    /** Whether it differs from the rows of the base. */
    public boolean changed() {
        return base == null ? count > 0 : count != baseCount || liveCount != base.liveCount();
    }

    @Override
    public int dimension() {
        return delta.space().options().dimension();
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public int liveCount() {
        return liveCount;
    }

    @Override
    public long address(int row) {
        assert row >= 0 && row < count : row;
        return base != null && row < baseCount ? base.address(row) : delta.address(row);
    }

    @Override
    public float inverseNorm(int row) {
        assert row >= 0 && row < count : row;
        return base != null && row < baseCount ? base.inverseNorm(row) : delta.inverseNorm(row);
    }

    @Override
    public boolean live(int row) {
        assert row >= 0 && row < count : row;
        return base != null && row < baseCount
                ? base.live(row) && !delta.baseRowDied(row, stamp)
                : !delta.newRowDead(row, stamp);
    }

    @Override
    public int node(int row) {
        assert row >= 0 && row < count : row;
        return base != null && row < baseCount ? base.node(row) : delta.node(row);
    }

    @Override
    public int row(int node) {
        return delta.row(node, count, stamp);
    }
}

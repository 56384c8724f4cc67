package io.contextdb.storage.mmap.checkpoint;

import io.contextdb.api.spi.VectorRows;
import io.contextdb.storage.mmap.base.RowSource;

/** The rows of a vector space of a view, under new ordinals, of nodes under new ordinals. */
record ViewRows(VectorRows rows, Renumbering ordinals, Renumbering nodes) implements RowSource {
    @Override
    public int dimension() {
        return rows.dimension();
    }

    @Override
    public int count() {
        return ordinals.limit();
    }

    @Override
    public int liveCount() {
        return rows.liveCount();
    }

    @Override
    public long address(int row) {
        return rows.address(ordinals.toOld(row));
    }

    @Override
    public float inverseNorm(int row) {
        return rows.inverseNorm(ordinals.toOld(row));
    }

    @Override
    public boolean live(int row) {
        return rows.live(ordinals.toOld(row));
    }

    @Override
    public int node(int row) {
        return nodes.toNew(rows.node(ordinals.toOld(row)));
    }
}

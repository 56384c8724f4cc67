package io.contextdb.storage.mmap.checkpoint;

import io.contextdb.api.spi.VectorRows;

/** The live rows of a vector space alone, renumbered, of nodes that are renumbered too. */
final class KeptRows implements VectorRows {
    private final VectorRows rows;
    private final Renumbering ordinals;
    private final Renumbering nodes;

    KeptRows(VectorRows rows, Renumbering ordinals, Renumbering nodes) {
        this.rows = rows;
        this.ordinals = ordinals;
        this.nodes = nodes;
    }

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

    @Override
    public int row(int node) {
        int row = rows.row(nodes.toOld(node));
        return row < 0 ? -1 : ordinals.toNew(row);
    }
}

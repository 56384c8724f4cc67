package io.contextdb.storage.memory;

import io.contextdb.api.spi.VectorRows;
import io.contextdb.api.spi.VectorSpace;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** A vector space and its rows in one state. Immutable: changes give a new object. */
final class MemoryRows implements VectorRows {
    private final VectorSpace space;
    private final PersistentArray<VectorRow> rows;
    /** The live row of each node that has one. */
    private final PersistentLongMap rowOfNode;

    private MemoryRows(VectorSpace space, PersistentArray<VectorRow> rows, PersistentLongMap rowOfNode) {
        this.space = space;
        this.rows = rows;
        this.rowOfNode = rowOfNode;
    }

    static MemoryRows empty(VectorSpace space) {
        return new MemoryRows(space, PersistentArray.empty(), PersistentLongMap.EMPTY);
    }

    /** Where the space of this number is in a list. Allocates nothing. */
    static int position(List<MemoryRows> spaces, int number) {
        for (int i = 0; i < spaces.size(); i++) {
            if (spaces.get(i).space.number() == number) {
                return i;
            }
        }
        throw new AssertionError("no vector space has the number " + number);
    }

    VectorSpace space() {
        return space;
    }

    VectorRow get(int row) {
        return rows.get(row);
    }

    /** Appends a row; a live one takes the place of its node's earlier one. */
    MemoryRows with(int node, MemorySegment floats, float inverseNorm, boolean live) {
        MemoryRows cleared = live && row(node) >= 0 ? without(node) : this;
        return new MemoryRows(
                space,
                cleared.rows.append(new VectorRow(node, floats, inverseNorm, live)),
                live ? cleared.rowOfNode.put(node, rows.size()) : cleared.rowOfNode);
    }

    /** Makes a node's live row dead. */
    MemoryRows without(int node) {
        int row = row(node);
        assert row >= 0 : "node " + node + " has no vector in " + space.name();
        return new MemoryRows(space, rows.set(row, rows.get(row).dead()), rowOfNode.remove(node));
    }

    @Override
    public int dimension() {
        return space.options().dimension();
    }

    @Override
    public int count() {
        return rows.size();
    }

    @Override
    public int liveCount() {
        return rowOfNode.size();
    }

    @Override
    public long address(int row) {
        return rows.get(row).floats().address();
    }

    @Override
    public float inverseNorm(int row) {
        return rows.get(row).inverseNorm();
    }

    @Override
    public boolean live(int row) {
        return rows.get(row).live();
    }

    @Override
    public int node(int row) {
        return rows.get(row).node();
    }

    @Override
    public int row(int node) {
        return rowOfNode.get(node);
    }
}

package io.contextdb.storage.mmap.checkpoint;

import io.contextdb.api.Direction;
import io.contextdb.api.spi.StorageView;
import io.contextdb.storage.mmap.base.Bits;
import io.contextdb.storage.mmap.base.PatchLists;
import io.contextdb.storage.mmap.delta.MappedView;

/** The lists of a view that go into a patch. */
record ViewLists(MappedView view, Direction direction, PatchRows nodes) implements PatchLists {
    @Override
    public Bits redirected() {
        return nodes.redirected();
    }

    @Override
    public int rows() {
        return nodes.count();
    }

    @Override
    public int degreeBound(int row) {
        return view.degreeBound(nodes.ordinal(row), direction);
    }

    @Override
    public int copy(int row, int[] neighbors, int[] edges) {
        return view.edges(nodes.ordinal(row), direction, StorageView.ANY_TYPE, neighbors, edges);
    }

    @Override
    public int type(int edge) {
        return view.edgeType(edge);
    }
}

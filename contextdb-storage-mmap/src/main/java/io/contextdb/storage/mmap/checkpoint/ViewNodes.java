package io.contextdb.storage.mmap.checkpoint;

import io.contextdb.api.spi.PropertyVisitor;
import io.contextdb.storage.mmap.base.NodeRows;
import io.contextdb.storage.mmap.delta.Change;
import io.contextdb.storage.mmap.delta.MappedView;

/** The nodes of a view, under new ordinals. */
final class ViewNodes implements NodeRows {
    private final MappedView view;
    private final Renumbering ordinals;

    ViewNodes(MappedView view, Renumbering ordinals) {
        this.view = view;
        this.ordinals = ordinals;
    }

    @Override
    public int limit() {
        return ordinals.limit();
    }

    @Override
    public long id(int node) {
        return view.nodeId(ordinals.toOld(node));
    }

    @Override
    public boolean live(int node) {
        return view.nodeLive(ordinals.toOld(node));
    }

    @Override
    public int[] labels(int node) {
        return view.labels(ordinals.toOld(node));
    }

    @Override
    public boolean hasProperties() {
        return view.changed(Change.NODE_PROPERTIES)
                || view.base().nodeLimit() > 0 && view.base().nodes().hasProperties();
    }

    @Override
    public void properties(int node, PropertyVisitor visitor) {
        view.nodeProperties(ordinals.toOld(node), visitor);
    }
}

package io.contextdb.storage.mmap.checkpoint;

import io.contextdb.storage.mmap.base.NodeRows;
import io.contextdb.storage.mmap.base.PropertySink;
import io.contextdb.storage.mmap.delta.Change;
import io.contextdb.storage.mmap.delta.MappedView;
import java.util.function.IntUnaryOperator;

/** Nodes of a view, under new ordinals. */
final class ViewNodes implements NodeRows {
    private final MappedView view;
    private final int limit;
    private final IntUnaryOperator toOld;
    /** Known from the counts of the view; then no node is looked up to learn it. */
    private final boolean allLive;

    private ViewNodes(MappedView view, int limit, IntUnaryOperator toOld, boolean allLive) {
        this.view = view;
        this.limit = limit;
        this.toOld = toOld;
        this.allLive = allLive;
    }

    /** The nodes that are kept, in the order of their new ordinals. */
    ViewNodes(MappedView view, Renumbering ordinals) {
        this(view, ordinals.limit(), ordinals::toOld, ordinals.limit() == view.nodeCount());
    }

    /** The nodes of a patch, in the order of its rows. */
    ViewNodes(MappedView view, PatchRows rows) {
        this(view, rows.count(), rows::ordinal, false);
    }

    @Override
    public int limit() {
        return limit;
    }

    @Override
    public long id(int node) {
        return view.nodeId(toOld.applyAsInt(node));
    }

    @Override
    public boolean live(int node) {
        return allLive || view.nodeLive(toOld.applyAsInt(node));
    }

    @Override
    public int[] labels(int node) {
        return view.labels(toOld.applyAsInt(node));
    }

    @Override
    public boolean hasProperties() {
        return view.changed(Change.NODE_PROPERTIES)
                || view.base().nodeLimit() > 0 && view.base().nodes().hasProperties();
    }

    @Override
    public void properties(int node, PropertySink sink) {
        view.storedNodeProperties(toOld.applyAsInt(node), sink);
    }
}

package io.contextdb.storage.mmap.checkpoint;

import io.contextdb.api.spi.PropertyVisitor;
import io.contextdb.storage.mmap.base.NodeRows;
import io.contextdb.storage.mmap.delta.Change;
import io.contextdb.storage.mmap.delta.MappedView;
import java.util.function.IntUnaryOperator;

/** Nodes of a view, under new ordinals. */
final class ViewNodes implements NodeRows {
    private final MappedView view;
    private final int limit;
    private final IntUnaryOperator toOld;

    private ViewNodes(MappedView view, int limit, IntUnaryOperator toOld) {
        this.view = view;
        this.limit = limit;
        this.toOld = toOld;
    }

    /** The nodes that are kept, in the order of their new ordinals. */
    ViewNodes(MappedView view, Renumbering ordinals) {
        this(view, ordinals.limit(), ordinals::toOld);
    }

    /** The nodes of a patch, in the order of its rows. */
    ViewNodes(MappedView view, PatchRows rows) {
        this(view, rows.count(), rows::ordinal);
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
        return view.nodeLive(toOld.applyAsInt(node));
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
    public void properties(int node, PropertyVisitor visitor) {
        view.nodeProperties(toOld.applyAsInt(node), visitor);
    }
}

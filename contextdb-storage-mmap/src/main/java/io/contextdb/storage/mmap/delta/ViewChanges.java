package io.contextdb.storage.mmap.delta;

import java.util.function.IntConsumer;

/**
 * Which rows of the base a view shows differently than the base does, exactly: what was changed after the view was
 * published does not count, so what follows from it depends on the view alone.
 */
public final class ViewChanges {
    private final Delta delta;
    private final ViewState state;

    ViewChanges(Delta delta, ViewState state) {
        this.delta = delta;
        this.state = state;
    }

    /** Shows by ascending ordinal the nodes of the base whose labels or properties were set. */
    public void forEachNode(IntConsumer visitor) {
        DeltaNodes nodes = delta.nodes();
        for (int node = nodes.nextTouched(0); node >= 0; node = nodes.nextTouched(node + 1)) {
            long record = nodes.record(node);
            if (LabelChains.find(DeltaNodes.labels(record), state.stamp()) != 0
                    || PropertyChains.anySet(DeltaNodes.properties(record), state.stamp())) {
                visitor.accept(node);
            }
        }
    }

    /** Shows by ascending ordinal the edges of the base that were deleted or whose properties were set. */
    public void forEachEdge(IntConsumer visitor) {
        DeltaEdges edges = delta.edges();
        for (int edge = edges.nextTouched(0); edge >= 0; edge = edges.nextTouched(edge + 1)) {
            if (edges.deleted(edge, state.stamp())
                    || PropertyChains.anySet(DeltaEdges.properties(edges.record(edge)), state.stamp())) {
                visitor.accept(edge);
            }
        }
    }

    /** Shows, perhaps more than once, the nodes whose list of a direction has other entries, new nodes among them. */
    public void forEachList(boolean outgoing, IntConsumer visitor) {
        DeltaEdges edges = delta.edges();
        for (int edge = edges.nextTouched(0); edge >= 0; edge = edges.nextTouched(edge + 1)) {
            if (edges.deleted(edge, state.stamp())) {
                visitor.accept(
                        outgoing
                                ? delta.base().edges().source(edge)
                                : delta.base().edges().target(edge));
            }
        }
        for (int edge = delta.base().edgeLimit(); edge < state.edgeLimit(); edge++) {
            if (!edges.deleted(edge, state.stamp())) {
                visitor.accept(outgoing ? edges.source(edge) : edges.target(edge));
            }
        }
    }
}

package io.contextdb.storage.mmap.delta;

import io.contextdb.api.Value;
import io.contextdb.memory.NativeMemory;
import io.contextdb.storage.mmap.base.Base;
import io.contextdb.storage.mmap.base.PropertySink;
import org.jspecify.annotations.Nullable;

/**
 * Nodes, edges, labels and properties as one view sees them. Methods that return objects allocate, and so do those that
 * show all properties of a row: a few objects for the row, whatever its properties are, and more when some were set
 * since the base was written. The others allocate nothing.
 */
final class EntityReads {
    private final Delta delta;
    private final Base base;
    private final DeltaNodes nodes;
    private final DeltaEdges edges;
    private final int stamp;

    EntityReads(Delta delta, int stamp) {
        this.delta = delta;
        this.base = delta.base();
        this.nodes = delta.nodes();
        this.edges = delta.edges();
        this.stamp = stamp;
    }

    int findNode(long id, int nodeLimit) {
        if (nodeLimit > base.nodeLimit()) {
            int found = nodes.find(id, nodeLimit, stamp);
            if (found >= 0) {
                return found;
            }
        }
        int node = base.findNode(id);
        return node >= 0 && nodeLive(node) ? node : -1;
    }

    boolean nodeLive(int node) {
        long record = nodes.record(node);
        return (record == 0 || !DeltaNodes.deleted(record, stamp))
                && (node >= base.nodeLimit() || !base.nodeDead(node));
    }

    boolean hasLabel(int node, int label) {
        long version = labelVersion(node);
        if (version != 0) {
            return LabelChains.has(version, label);
        }
        return node < base.nodeLimit() && base.nodes().hasLabel(node, label);
    }

    int[] labels(int node) {
        long version = labelVersion(node);
        if (version != 0) {
            return LabelChains.labels(version);
        }
        return node < base.nodeLimit() ? base.nodes().labels(node) : MappedView.NO_TOKENS;
    }

    private long labelVersion(int node) {
        long record = nodes.record(node);
        return record == 0 ? 0 : LabelChains.find(DeltaNodes.labels(record), stamp);
    }

    @Nullable
    Value nodeProperty(int node, int key) {
        long record = nodes.record(node);
        long version = record == 0 ? 0 : delta.properties().find(DeltaNodes.properties(record), key, stamp);
        if (version != 0) {
            return PropertyChains.value(version);
        }
        return node < base.nodeLimit() ? base.nodes().property(node, key) : null;
    }

    /** Shows a node's properties by ascending key. */
    void nodeProperties(int node, PropertySink sink) {
        long record = nodes.record(node);
        OverlaidProperties overlaid = record == 0 ? null : overlaid(DeltaNodes.properties(record), sink);
        if (node < base.nodeLimit()) {
            base.nodes().properties(node, overlaid == null ? sink : overlaid);
        }
        if (overlaid != null) {
            overlaid.finish();
        }
    }

    int findEdge(long id, int edgeLimit) {
        if (edgeLimit > base.edgeLimit()) {
            int found = edges.find(id, edgeLimit, stamp);
            if (found >= 0) {
                return found;
            }
        }
        int edge = base.findEdge(id);
        return edge >= 0 && !edges.deleted(edge, stamp) ? edge : -1;
    }

    @Nullable
    Value edgeProperty(int edge, int key) {
        long record = edges.record(edge);
        long version = record == 0 ? 0 : delta.properties().find(DeltaEdges.properties(record), key, stamp);
        if (version != 0) {
            return PropertyChains.value(version);
        }
        return edge < base.edgeLimit() ? base.edges().property(edge, key) : null;
    }

    /** Shows an edge's properties by ascending key. */
    void edgeProperties(int edge, PropertySink sink) {
        long record = edges.record(edge);
        OverlaidProperties overlaid = record == 0 ? null : overlaid(DeltaEdges.properties(record), sink);
        if (edge < base.edgeLimit()) {
            base.edges().properties(edge, overlaid == null ? sink : overlaid);
        }
        if (overlaid != null) {
            overlaid.finish();
        }
    }

    /** Null when none was ever set: most rows are then shown as the base has them, without a map of versions. */
    private @Nullable OverlaidProperties overlaid(long head, PropertySink sink) {
        return NativeMemory.getLongAcquire(head) == 0
                ? null
                : new OverlaidProperties(delta.properties(), head, stamp, sink);
    }
}

package io.contextdb.storage.mmap.delta;

import io.contextdb.api.Direction;
import io.contextdb.storage.mmap.base.AdjacencyFile;
import io.contextdb.storage.mmap.base.AdjacencyLists;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Neighbours as one view sees them. A node of the base of which nothing changed is one copy out of the mapped list; of
 * another, the base's entries come first, without those that were deleted, then the new ones. Allocates nothing.
 */
final class AdjacencyReads {
    private final DeltaNodes nodes;
    private final DeltaEdges edges;
    /** Null when the base has no edges. */
    private final @Nullable AdjacencyLists forward;

    private final @Nullable AdjacencyLists backward;
    private final int baseLimit;
    private final int stamp;
    private final int edgeLimit;

    AdjacencyReads(Delta delta, int stamp, int edgeLimit) {
        this.nodes = delta.nodes();
        this.edges = delta.edges();
        AdjacencyFile adjacency = delta.base().adjacency();
        this.forward = adjacency == null ? null : adjacency.forward();
        this.backward = adjacency == null ? null : adjacency.backward();
        this.baseLimit = delta.base().nodeLimit();
        this.stamp = stamp;
        this.edgeLimit = edgeLimit;
    }

    int degreeBound(int node, Direction direction) {
        long record = nodes.record(node);
        int bound = 0;
        if (direction != Direction.INCOMING) {
            bound += degreeBound(record, node, true);
        }
        if (direction != Direction.OUTGOING) {
            bound += degreeBound(record, node, false);
        }
        return bound;
    }

    private int degreeBound(long record, int node, boolean outgoing) {
        int bound = record == 0 ? 0 : EdgeLists.count(DeltaNodes.edges(record, outgoing));
        AdjacencyLists lists = lists(outgoing);
        return node < baseLimit && lists != null ? bound + lists.holder(node).degree(node) : bound;
    }

    int neighbors(int node, Direction direction, int type, int[] neighbors, int offset) {
        long record = nodes.record(node);
        int end = offset;
        if (direction != Direction.INCOMING) {
            end = copy(record, node, true, type, neighbors, null, end);
        }
        if (direction != Direction.OUTGOING) {
            end = copy(record, node, false, type, neighbors, null, end);
        }
        return end - offset;
    }

    int neighborsIfTheyFit(int node, Direction direction, int type, int[] neighbors, int offset) {
        if (nodes.record(node) != 0) {
            int bound = degreeBound(node, direction);
            return neighbors.length - offset < bound ? ~bound : neighbors(node, direction, type, neighbors, offset);
        }
        AdjacencyLists outgoing = direction == Direction.INCOMING || forward == null ? null : forward.holder(node);
        AdjacencyLists incoming = direction == Direction.OUTGOING || backward == null ? null : backward.holder(node);
        long out = outgoing == null ? 0 : outgoing.range(node, type);
        long in = incoming == null ? 0 : incoming.range(node, type);
        int outCount = AdjacencyLists.end(out) - AdjacencyLists.begin(out);
        int count = outCount + AdjacencyLists.end(in) - AdjacencyLists.begin(in);
        if (neighbors.length - offset < count) {
            return ~count;
        }
        if (outgoing != null) {
            outgoing.copy(out, neighbors, offset);
        }
        if (incoming != null) {
            incoming.copy(in, neighbors, offset + outCount);
        }
        return count;
    }

    int edges(int node, Direction direction, int type, int[] neighbors, int[] edgeOrdinals) {
        long record = nodes.record(node);
        int end = 0;
        if (direction != Direction.INCOMING) {
            end = copy(record, node, true, type, neighbors, edgeOrdinals, end);
        }
        if (direction != Direction.OUTGOING) {
            end = copy(record, node, false, type, neighbors, edgeOrdinals, end);
        }
        return end;
    }

    private @Nullable AdjacencyLists lists(boolean outgoing) {
        return outgoing ? forward : backward;
    }

    /** Copies the entries of one direction and returns where the next would go; {@code record} is the node's, or 0. */
    private int copy(
            long record,
            int node,
            boolean outgoing,
            int type,
            int[] neighbors,
            int @Nullable [] edgeOrdinals,
            int offset) {
        if (record == 0) {
            return offset + copyBase(node, outgoing, type, neighbors, edgeOrdinals, offset);
        }
        int end = offset;
        if (node < baseLimit) {
            int flag = outgoing ? DeltaNodes.BASE_OUTGOING_DELETED : DeltaNodes.BASE_INCOMING_DELETED;
            end = DeltaNodes.flagged(record, flag)
                    ? copyLiveOfBase(node, outgoing, type, neighbors, edgeOrdinals, offset)
                    : offset + copyBase(node, outgoing, type, neighbors, edgeOrdinals, offset);
        }
        DeltaEdges deleted = DeltaNodes.flagged(record, DeltaNodes.NEW_DELETED) ? edges : null;
        long list = DeltaNodes.edges(record, outgoing);
        return EdgeLists.copy(list, edgeLimit, type, deleted, stamp, neighbors, edgeOrdinals, end);
    }

    private int copyBase(
            int node, boolean outgoing, int type, int[] neighbors, int @Nullable [] edgeOrdinals, int offset) {
        AdjacencyLists lists = lists(outgoing);
        if (lists == null) {
            return 0;
        }
        AdjacencyLists holder = lists.holder(node);
        return edgeOrdinals == null
                ? holder.neighbors(node, type, neighbors, offset)
                : holder.edges(node, type, neighbors, edgeOrdinals, offset);
    }

    private int copyLiveOfBase(
            int node, boolean outgoing, int type, int[] neighbors, int @Nullable [] edgeOrdinals, int offset) {
        AdjacencyLists lists = Objects.requireNonNull(lists(outgoing)).holder(node);
        long range = lists.range(node, type);
        int end = offset;
        for (int entry = AdjacencyLists.begin(range); entry < AdjacencyLists.end(range); entry++) {
            int edge = lists.edge(entry);
            if (!edges.deleted(edge, stamp)) {
                neighbors[end] = lists.neighbor(entry);
                if (edgeOrdinals != null) {
                    edgeOrdinals[end] = edge;
                }
                end++;
            }
        }
        return end;
    }
}

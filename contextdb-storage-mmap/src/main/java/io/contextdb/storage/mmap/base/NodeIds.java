package io.contextdb.storage.mmap.base;

/** What there is to know of the ids of nodes to be written before they are, found out in one pass. */
public final class NodeIds {
    private final NodeRows nodes;
    private final int from;
    private final long first;
    private long lowest;
    private long highest;
    private boolean dense = true;

    private NodeIds(NodeRows nodes, int from) {
        this.nodes = nodes;
        this.from = from;
        this.first = from < nodes.limit() ? nodes.id(from) : 0;
        this.lowest = first;
        this.highest = first;
    }

    /** The ids of the nodes from one on. */
    public static NodeIds of(NodeRows nodes, int from) {
        NodeIds ids = new NodeIds(nodes, from);
        Pieces.forEach(from, nodes.limit(), ids::add);
        // Ids that pass the highest number and start over at 0 follow each other, but do not ascend.
        ids.dense &= Long.compareUnsigned(ids.first, ids.first + Math.max(0, nodes.limit() - from - 1)) <= 0;
        return ids;
    }

    private void add(int begin, int end) {
        for (int row = begin; row < end; row++) {
            long id = nodes.id(row);
            dense &= id == first + (row - from);
            lowest = Long.compareUnsigned(id, lowest) < 0 ? id : lowest;
            highest = Long.compareUnsigned(id, highest) > 0 ? id : highest;
        }
    }

    /** The id of the first node; 0 when there is none. */
    public long first() {
        return first;
    }

    /** The lowest id as an unsigned number; 0 when there is none. */
    public long lowest() {
        return lowest;
    }

    /** The highest id as an unsigned number; 0 when there is none. */
    public long highest() {
        return highest;
    }

    /** Whether each id is one above the one before. */
    public boolean dense() {
        return dense;
    }
}

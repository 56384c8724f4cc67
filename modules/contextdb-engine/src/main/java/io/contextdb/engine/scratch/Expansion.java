package io.contextdb.engine.scratch;

import io.contextdb.api.Direction;
import io.contextdb.api.spi.StorageView;
import java.util.Arrays;

/**
 * A breadth-first search as far as it has come: the nodes reached so far in the order they were reached, level by
 * level, each once. The neighbours of a node are copied straight behind the nodes reached and moved together there.
 *
 * <p>Begin with {@link #begin}, end with {@link #end}; in between the view must stay the same.
 */
public final class Expansion {
    private final OrdinalSet reached = new OrdinalSet();
    private int[] nodes = new int[64];
    private int size;
    /** The nodes of level i end, exclusive, at position {@code levelEnds[i]}. */
    private int[] levelEnds = new int[8];

    private int levels;

    /** An expansion that has not begun. */
    public Expansion() {}

    /** Starts from one node, which is level 0. */
    public void begin(int nodeLimit, int start) {
        assert size == 0 : "end was not called";
        reached.reserve(nodeLimit);
        reached.add(start);
        nodes[0] = start;
        size = 1;
        levelEnds[0] = 1;
        levels = 1;
    }

    /** The nodes reached, the start first; the first {@link #size()} count, until the next level. */
    public int[] nodes() {
        return nodes;
    }

    /** The number of nodes reached, the start included. */
    public int size() {
        return size;
    }

    /** The number of levels, that of the start included. */
    public int levels() {
        return levels;
    }

    /** Where the nodes of a level begin. */
    public int levelStart(int level) {
        return level == 0 ? 0 : levelEnds[level - 1];
    }

    /** Where the nodes of a level end, exclusive. */
    public int levelEnd(int level) {
        return levelEnds[level];
    }

    /** The number of nodes in the last level; 0 when there is nothing left to reach. */
    public int frontier() {
        return levelEnd(levels - 1) - levelStart(levels - 1);
    }

    /** The nodes reached, as a set; whoever takes members out puts up with {@link #end} clearing the rest. */
    public OrdinalSet reached() {
        return reached;
    }

    /**
     * Adds the level of nodes one edge away from the last, at most {@code limit} of them; returns how many there are.
     */
    public int expand(StorageView view, Direction direction, TypeSelection types, int limit) {
        int from = levelStart(levels - 1);
        int to = size;
        int end = to;
        for (int i = from; i < to && end - to < limit; i++) {
            int node = nodes[i];
            for (int t = 0; t < types.count(); t++) {
                int count = view.neighborsIfTheyFit(node, direction, types.type(t), nodes, end);
                if (count < 0) {
                    ensure(end, ~count);
                    count = view.neighbors(node, direction, types.type(t), nodes, end);
                }
                end = reached.addAndKeepNew(nodes, end, end + count);
            }
        }
        if (end - to > limit) {
            reached.removeAll(nodes, to + limit, end);
            end = to + limit;
        }
        if (levels == levelEnds.length) {
            levelEnds = Arrays.copyOf(levelEnds, levels * 2);
        }
        levelEnds[levels++] = end;
        size = end;
        return end - to;
    }

    /** Forgets everything but the room. */
    public void end() {
        reached.clear(nodes, size);
        size = 0;
    }

    private void ensure(int end, int more) {
        if (nodes.length - end < more) {
            nodes = Arrays.copyOf(nodes, Math.max(Math.addExact(end, more), nodes.length + (nodes.length >> 1)));
        }
    }
}

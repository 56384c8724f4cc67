package io.contextdb.api;

import java.util.Set;

/**
 * How to walk from a node: how far, over which edges, in which order. Each node is reached once (distinct, not per
 * path), the start is left out of the result.
 *
 * @param depth the greatest number of edges, from 0 up
 * @param direction which edges are followed
 * @param types the edge types followed; empty means all
 * @param order breadth first or depth first
 * @param limit the greatest number of nodes returned, at least 1
 */
public record Traversal(int depth, Direction direction, Set<String> types, Order order, int limit) {
    /** The order in which nodes are reached. */
    public enum Order {
        /** Nearest first; depths are shortest distances. */
        BREADTH_FIRST,
        /**
         * Along one branch to its end before the next; depths are those of first arrival, never above the depth asked
         * for.
         */
        DEPTH_FIRST
    }

    /** Checks the ranges and copies the types. */
    public Traversal {
        if (depth < 0) {
            throw new ContextDbException(ErrorCode.INVALID_ARGUMENT, "depth " + depth + "; it must be 0 or more");
        }
        if (limit < 1) {
            throw new ContextDbException(ErrorCode.INVALID_ARGUMENT, "limit " + limit + "; it must be 1 or more");
        }
        types = Set.copyOf(types);
    }

    /** Within {@code depth} edges of any type in both directions, breadth first, without limit. */
    public static Traversal within(int depth) {
        return new Traversal(depth, Direction.BOTH, Set.of(), Order.BREADTH_FIRST, Integer.MAX_VALUE);
    }

    /** The same in this direction. */
    public Traversal in(Direction newDirection) {
        return new Traversal(depth, newDirection, types, order, limit);
    }

    /** The same over edges of these types only. */
    public Traversal over(String... newTypes) {
        return new Traversal(depth, direction, Set.of(newTypes), order, limit);
    }

    /** The same in this order. */
    public Traversal ordered(Order newOrder) {
        return new Traversal(depth, direction, types, newOrder, limit);
    }

    /** The same with at most {@code newLimit} nodes returned. */
    public Traversal limit(int newLimit) {
        return new Traversal(depth, direction, types, order, newLimit);
    }
}

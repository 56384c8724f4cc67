package io.contextdb.bench.graph;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The limit: a read-only undirected graph in compressed sparse rows on the heap, one thread, nothing checked, nothing
 * durable. Nodes are numbers from 0 in the order of the file; questions and answers are in ids, as they are for the
 * database.
 */
final class ArrayGraph {
    private final long[] ids;
    private final Map<Long, Integer> indexes;
    private final int[] offsets;
    private final int[] neighbors;

    private final int[] stamps;
    private int stamp;
    private final int[] queue;
    private final int[] otherQueue;
    private final long[] answer;

    /** Builds the graph from nodes and pairs of ids. */
    ArrayGraph(long[] ids, long[] ends) {
        this.ids = ids;
        indexes = HashMap.newHashMap(ids.length);
        for (int i = 0; i < ids.length; i++) {
            indexes.put(ids[i], i);
        }
        int[] nodes = Arrays.stream(ends).mapToInt(this::index).toArray();
        offsets = new int[ids.length + 1];
        for (int node : nodes) {
            offsets[node + 1]++;
        }
        Arrays.parallelPrefix(offsets, Integer::sum);
        neighbors = new int[nodes.length];
        int[] next = offsets.clone();
        for (int i = 0; i < nodes.length; i += 2) {
            neighbors[next[nodes[i]]++] = nodes[i + 1];
            neighbors[next[nodes[i + 1]]++] = nodes[i];
        }
        stamps = new int[ids.length];
        queue = new int[ids.length];
        otherQueue = new int[ids.length];
        answer = new long[ids.length];
    }

    /** The number of a node. */
    int index(long id) {
        Integer index = indexes.get(id);
        if (index == null) {
            throw new ContextDbException(
                    ErrorCode.NODE_NOT_FOUND, "no node of nodes.csv has the id " + Long.toUnsignedString(id));
        }
        return index;
    }

    /** How many nodes lie within {@code depth} edges of {@code source}, without it; they are left in the queue. */
    int within(int source, int depth) {
        int mark = ++stamp;
        int[] seen = stamps;
        int[] list = queue;
        seen[source] = mark;
        list[0] = source;
        int end = 1;
        int begin = 0;
        for (int hop = 0; hop < depth && begin < end; hop++) {
            int frontierEnd = end;
            for (; begin < frontierEnd; begin++) {
                int node = list[begin];
                for (int edge = offsets[node]; edge < offsets[node + 1]; edge++) {
                    int neighbor = neighbors[edge];
                    if (seen[neighbor] != mark) {
                        seen[neighbor] = mark;
                        list[end++] = neighbor;
                    }
                }
            }
        }
        return end - 1;
    }

    /**
     * Answers as a database does: the ids of the nodes within {@code depth} edges of an id, in an array that is used
     * again; returns how many.
     */
    int idsWithin(long source, int depth) {
        int count = within(index(source), depth);
        for (int i = 0; i < count; i++) {
            answer[i] = ids[queue[i + 1]];
        }
        return count;
    }

    /** An id of the last answer, from 0. */
    long answer(int position) {
        return answer[position];
    }

    /** The number of edges of a shortest path, -1 for none, by two searches that meet, the smaller frontier first. */
    int distance(int from, int to) {
        if (from == to) {
            return 0;
        }
        stamp += 2;
        int[][] lists = {queue, otherQueue};
        int[] begins = {0, 0};
        int[] ends = {1, 1};
        lists[0][0] = from;
        lists[1][0] = to;
        stamps[from] = stamp;
        stamps[to] = stamp + 1;
        for (int hops = 1; begins[0] < ends[0] && begins[1] < ends[1]; hops++) {
            int side = ends[0] - begins[0] <= ends[1] - begins[1] ? 0 : 1;
            int[] list = lists[side];
            int mark = stamp + side;
            int end = ends[side];
            for (int i = begins[side]; i < ends[side]; i++) {
                int node = list[i];
                for (int edge = offsets[node]; edge < offsets[node + 1]; edge++) {
                    int neighbor = neighbors[edge];
                    int seen = stamps[neighbor];
                    if (seen == stamp + 1 - side) {
                        stamp++;
                        return hops;
                    }
                    if (seen != mark) {
                        stamps[neighbor] = mark;
                        list[end++] = neighbor;
                    }
                }
            }
            begins[side] = ends[side];
            ends[side] = end;
        }
        stamp++;
        return -1;
    }

    /** A node last reached, from 1 to the number {@link #within} returned. */
    int reached(int position) {
        return queue[position];
    }
}

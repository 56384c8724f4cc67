package io.contextdb.index.hnsw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.memory.NativeMemory;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;

/** What must hold of every graph, whatever the rows. */
final class GraphCheck {
    private GraphCheck() {}

    static void check(Graph graph) {
        checkTowers(graph);
        for (int row = 0; row < graph.rows(); row++) {
            checkList(graph, 0, row);
        }
        checkTree(graph);
        checkReachable(graph);
    }

    private static List<Integer> links(Graph graph, int level, int id) {
        List<Integer> links = new ArrayList<>();
        long address = graph.links(level, id);
        boolean ended = false;
        for (int i = 0; i < graph.capacity(level); i++) {
            int link = NativeMemory.getInt(address + 4L * i);
            assertFalse(ended && link != Graph.END, "a link after the end of a list");
            ended |= link == Graph.END;
            if (!ended) {
                links.add(link);
            }
        }
        return links;
    }

    private static void checkList(Graph graph, int level, int id) {
        HashSet<Integer> seen = new HashSet<>();
        for (int link : links(graph, level, id)) {
            int linked = link & Graph.ID;
            assertTrue(linked < (level == 0 ? graph.rows() : graph.towerCount()));
            assertTrue(linked != id, "a link to itself");
            assertTrue(seen.add(linked), "a link twice");
            assertTrue(level == 0 || levels(graph, linked) >= level, "a link to a tower that is too low");
        }
    }

    /** The number of levels of a tower: as many as lists before the next tower's. */
    private static int levels(Graph graph, int tower) {
        int next = tower + 1 < graph.towerCount() ? graph.list(1, tower + 1) : graph.upperCount();
        return next - graph.list(1, tower);
    }

    private static void checkTowers(Graph graph) {
        Levels levels = new Levels(graph.parameters().m());
        int tower = 0;
        int highest = 0;
        int entry = -1;
        for (int row = 0; row < graph.rows(); row++) {
            int level = levels.of(row);
            if (level > 0) {
                assertEquals(row, graph.row(1, tower));
                assertEquals(level, levels(graph, tower));
                for (int at = 1; at <= level; at++) {
                    checkList(graph, at, tower);
                }
                if (level > highest) {
                    highest = level;
                    entry = tower;
                }
                tower++;
            }
        }
        assertEquals(tower, graph.towerCount());
        assertEquals(highest, graph.entryLevel());
        // Of the rows of the highest level, the entry is the lowest.
        assertEquals(entry, graph.entryTower());
    }

    private static void checkTree(Graph graph) {
        for (int row = 0; row < graph.rows(); row++) {
            int parents = 0;
            int children = 0;
            for (int link : links(graph, 0, row)) {
                if (link < 0) {
                    int other = link & Graph.ID;
                    assertTrue(links(graph, 0, other).contains(row | Graph.TREE), "a tree link in one direction");
                    if (other < row) {
                        parents++;
                    } else {
                        children++;
                    }
                }
            }
            assertEquals(row == 0 ? 0 : 1, parents, "parents of row " + row);
            assertTrue(children <= SpanningTree.childrenMax(graph.parameters()), "children of row " + row);
        }
    }

    private static void checkReachable(Graph graph) {
        BitSet reached = new BitSet();
        ArrayDeque<Integer> queue = new ArrayDeque<>();
        int start = graph.entryTower() < 0 ? 0 : graph.row(1, graph.entryTower());
        if (graph.rows() > 0) {
            reached.set(start);
            queue.add(start);
        }
        while (!queue.isEmpty()) {
            for (int link : links(graph, 0, queue.remove())) {
                int linked = link & Graph.ID;
                if (!reached.get(linked)) {
                    reached.set(linked);
                    queue.add(linked);
                }
            }
        }
        assertEquals(graph.rows(), reached.cardinality(), "rows reached at level 0");
    }
}

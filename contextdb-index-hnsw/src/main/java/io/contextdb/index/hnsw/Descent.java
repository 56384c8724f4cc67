package io.contextdb.index.hnsw;

import io.contextdb.kernels.Query;
import io.contextdb.memory.NativeMemory;

/**
 * The greedy walk through the levels above the one that is searched: from the entry tower, always to the nearest linked
 * tower.
 */
final class Descent {
    private int[] towers = new int[16];
    private int[] rows = new int[16];
    private float[] scores = new float[16];

    private int tower;
    private float score;

    /**
     * Walks down to a level.
     *
     * @param graph a graph with a tower
     * @param level at most the entry level; the walk's last steps are in the level above it
     */
    void walk(Graph graph, int level, Query query) {
        if (towers.length < graph.parameters().m()) {
            towers = new int[graph.parameters().m()];
            rows = new int[towers.length];
            scores = new float[towers.length];
        }
        tower = graph.entryTower();
        score = query.score(graph.row(graph.entryLevel(), tower));
        for (int at = graph.entryLevel(); at > level; at--) {
            int before;
            do {
                before = tower;
                step(graph, at, query);
            } while (tower != before);
        }
    }

    /** Goes to the nearest linked tower when it is nearer: scores rise with every step, so walks end. */
    private void step(Graph graph, int level, Query query) {
        long links = graph.links(level, tower);
        int count = 0;
        while (count < graph.capacity(level)) {
            int link = NativeMemory.getInt(links + (long) count * Integer.BYTES);
            if (link == Graph.END) {
                break;
            }
            towers[count] = link;
            rows[count] = graph.row(level, link);
            count++;
        }
        query.score(rows, 0, count, scores);
        for (int i = 0; i < count; i++) {
            if (scores[i] > score) {
                score = scores[i];
                tower = towers[i];
            }
        }
    }

    /** The tower the walk ended at. */
    int tower() {
        return tower;
    }

    /** Its score. */
    float score() {
        return score;
    }
}

package io.contextdb.index.hnsw;

import io.contextdb.kernels.Query;
import io.contextdb.kernels.ScoredRow;

/**
 * The search of one level: keeps the best {@code width} ids met, expands the best one whose links were not followed
 * yet, and ends when there is none. That is the algorithm SEARCH-LAYER of the paper, with one sorted array for its two
 * heaps: a candidate that falls out of the results would never be expanded.
 *
 * <p>Scratch memory of one thread; allocates only to grow.
 */
final class Beam {
    /** Bit 0 of a {@link ScoredRow} whose links were not followed yet. */
    private static final long NEW = 1;

    private final Visited visited = new Visited();
    private long[] best = new long[64];
    private int size;
    private int width;
    /** No new id is before this place. */
    private int cursor;

    private int[] ids = new int[32];
    private int[] rows = new int[32];
    private float[] scores = new float[32];

    /** Begins a search that keeps {@code newWidth} ids of a level. */
    void begin(Graph graph, int level, int newWidth) {
        width = newWidth;
        size = 0;
        cursor = 0;
        visited.begin(level == 0 ? graph.rows() : graph.towerCount());
        if (best.length < newWidth) {
            best = new long[newWidth + (newWidth >> 1)];
        }
        int capacity = graph.capacity(level);
        if (ids.length < capacity) {
            ids = new int[capacity];
            rows = new int[capacity];
            scores = new float[capacity];
        }
    }

    /** Adds an id to start from. */
    void start(int id, float score) {
        visited.add(id);
        insert(ScoredRow.of(score, id) | NEW);
    }

    /** Searches until every id kept was expanded. */
    void run(Graph graph, int level, Query query) {
        int capacity = graph.capacity(level);
        while (cursor < size) {
            long nearest = best[cursor];
            if ((nearest & NEW) == 0) {
                cursor++;
                continue;
            }
            best[cursor++] = nearest & ~NEW;
            int count = visited.addAll(graph.links(level, ScoredRow.row(nearest)), capacity, ids);
            query.score(rowsOfIds(graph, level, count), 0, count, scores);
            long worst = worst();
            for (int i = 0; i < count; i++) {
                long scoredRow = ScoredRow.of(scores[i], ids[i]) | NEW;
                if (scoredRow > worst) {
                    insert(scoredRow);
                    worst = worst();
                }
            }
        }
    }

    private int[] rowsOfIds(Graph graph, int level, int count) {
        if (level == 0) {
            return ids;
        }
        for (int i = 0; i < count; i++) {
            rows[i] = graph.row(level, ids[i]);
        }
        return rows;
    }

    /** What an id must exceed to be kept. */
    private long worst() {
        return size < width ? ScoredRow.NONE : best[size - 1];
    }

    private void insert(long scoredRow) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (best[middle] > scoredRow) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        int last = size < width ? size++ : size - 1;
        System.arraycopy(best, low, best, low + 1, last - low);
        best[low] = scoredRow;
        cursor = Math.min(cursor, low);
    }

    /** The number of ids found. */
    int size() {
        return size;
    }

    /** The {@link ScoredRow} of the id found at a place, best first; bit 0 is 0 after {@link #run}. */
    long found(int place) {
        assert place < size;
        return best[place];
    }

    /** A copy of all ids found in an array of at least their number. */
    long[] copyFound(long[] target) {
        long[] copy = target.length < size ? new long[best.length] : target;
        System.arraycopy(best, 0, copy, 0, size);
        return copy;
    }
}

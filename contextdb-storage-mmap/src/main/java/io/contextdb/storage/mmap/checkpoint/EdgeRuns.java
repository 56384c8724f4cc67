package io.contextdb.storage.mmap.checkpoint;

import io.contextdb.storage.mmap.delta.Change;
import io.contextdb.storage.mmap.delta.MappedView;
import java.util.Arrays;

/**
 * The live edges of a view ordered by id, as runs of old ordinals that follow each other. Without deletions, and with
 * new ids above all old ones, there is one run; memory is needed for changes, not for edges.
 */
final class EdgeRuns {
    private int[] firsts = new int[16];
    /** The new ordinal of each run's first edge. */
    private int[] starts = new int[16];

    private int runs;
    private int count;

    private EdgeRuns() {}

    /** The runs of a view. */
    static EdgeRuns of(MappedView view) {
        EdgeRuns runs = new EdgeRuns();
        long[] created = createdIds(view);
        int oldEdge = 0;
        for (long flipped : created) {
            long id = flipped ^ Long.MIN_VALUE;
            int end = lowerBound(view, oldEdge, id);
            runs.addLive(view, oldEdge, end);
            oldEdge = end;
            runs.add(view.edge(id));
        }
        runs.addLive(view, oldEdge, view.base().edgesAscending());
        return runs;
    }

    /**
     * The ids of live edges behind those of the base whose ids ascend, ascending as unsigned numbers, their highest bit
     * flipped so that they compare as signed ones.
     */
    private static long[] createdIds(MappedView view) {
        int first = view.base().edgesAscending();
        long[] ids = new long[view.edgeLimit() - first];
        int live = 0;
        for (int edge = first; edge < view.edgeLimit(); edge++) {
            if (view.edgeLive(edge)) {
                ids[live++] = view.edgeId(edge) ^ Long.MIN_VALUE;
            }
        }
        long[] sorted = Arrays.copyOf(ids, live);
        Arrays.sort(sorted);
        return sorted;
    }

    /** The first of the edges whose ids ascend, from one on, whose id is above another. */
    private static int lowerBound(MappedView view, int from, long id) {
        int low = from;
        int high = view.base().edgesAscending();
        if (low < high && Long.compareUnsigned(view.edgeId(high - 1), id) < 0) {
            return high;
        }
        while (low < high) {
            int middle = low + high >>> 1;
            if (Long.compareUnsigned(view.edgeId(middle), id) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private void addLive(MappedView view, int from, int to) {
        if (from == to) {
            return;
        }
        if (!view.changed(Change.EDGES) && view.edgeCount() == view.edgeLimit()) {
            addRun(from, to - from);
            return;
        }
        for (int edge = from; edge < to; edge++) {
            if (view.edgeLive(edge)) {
                add(edge);
            }
        }
    }

    private void add(int edge) {
        addRun(edge, 1);
    }

    private void addRun(int first, int length) {
        boolean follows = runs > 0 && firsts[runs - 1] + (count - starts[runs - 1]) == first;
        if (!follows) {
            if (runs == firsts.length) {
                firsts = Arrays.copyOf(firsts, 2 * runs);
                starts = Arrays.copyOf(starts, 2 * runs);
            }
            firsts[runs] = first;
            starts[runs++] = count;
        }
        count += length;
    }

    /** How many edges there are. */
    int count() {
        return count;
    }

    /** The run a new ordinal lies in. */
    int run(int edge) {
        int found = Arrays.binarySearch(starts, 0, runs, edge);
        return found >= 0 ? found : -found - 2;
    }

    /** The old ordinal of an edge of a run. */
    int old(int run, int edge) {
        return firsts[run] + (edge - starts[run]);
    }

    /** The new ordinal behind a run. */
    int end(int run) {
        return run + 1 < runs ? starts[run + 1] : count;
    }
}

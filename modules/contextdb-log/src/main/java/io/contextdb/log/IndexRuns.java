package io.contextdb.log;

import java.util.ArrayList;
import java.util.List;

/** Which indexes have records that can be read: runs without gaps, in ascending order. */
final class IndexRuns {
    private record Run(long first, long last) {}

    private final List<Run> runs = new ArrayList<>();

    /** Adds indexes above all that are there; others are ignored. */
    void add(long first, long last) {
        if (runs.isEmpty() || first > runs.getLast().last + 1) {
            runs.add(new Run(first, last));
        } else if (last > runs.getLast().last) {
            runs.add(new Run(runs.removeLast().first, last));
        }
    }

    boolean isEmpty() {
        return runs.isEmpty();
    }

    long first() {
        return runs.getFirst().first;
    }

    long last() {
        return runs.getLast().last;
    }

    /** The last index up to which there is no gap above {@code after}. */
    long reach(long after) {
        for (Run run : runs) {
            if (run.first <= after + 1 && after < run.last) {
                return run.last;
            }
        }
        return after;
    }
}

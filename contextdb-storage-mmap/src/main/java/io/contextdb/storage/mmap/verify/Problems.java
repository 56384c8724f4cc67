package io.contextdb.storage.mmap.verify;

import java.util.ArrayList;
import java.util.List;

/** What a verification finds; after very many lines it only counts. */
final class Problems {
    private static final int LINES_MAX = 1000;

    private final List<String> lines = new ArrayList<>();
    private long more;

    void add(String line) {
        if (lines.size() < LINES_MAX) {
            lines.add(line);
        } else {
            more++;
        }
    }

    /** Adds a line unless a condition holds. */
    void expect(boolean holds, String place, String line) {
        if (!holds) {
            add(place + ": " + line);
        }
    }

    /** Adds a line unless two numbers are equal. */
    void expectEqual(long expected, long seen, String place, String what) {
        if (expected != seen) {
            add(place + ": " + what + " is " + seen + " and should be " + expected);
        }
    }

    /** How many problems there are. */
    long count() {
        return lines.size() + more;
    }

    List<String> lines() {
        List<String> all = new ArrayList<>(lines);
        if (more > 0) {
            all.add("and " + more + " more");
        }
        return all;
    }
}

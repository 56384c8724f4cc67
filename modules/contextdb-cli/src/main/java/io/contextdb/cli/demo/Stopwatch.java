package io.contextdb.cli.demo;

import java.util.Arrays;

/** Measures questions: each is asked several times, because the first time measures the loading of classes. */
final class Stopwatch {
    static final int RUNS = 21;

    private Stopwatch() {}

    /**
     * One thing that was measured.
     *
     * @param name for machines
     */
    record Step(String name, long nanos) {
        long micros() {
            return Math.round(nanos / 1e3);
        }
    }

    /** The median time of {@code question}. */
    static Step median(String name, Runnable question) {
        long[] nanos = new long[RUNS];
        for (int run = 0; run < RUNS; run++) {
            long start = System.nanoTime();
            question.run();
            nanos[run] = System.nanoTime() - start;
        }
        Arrays.sort(nanos);
        return new Step(name, nanos[RUNS / 2]);
    }
}

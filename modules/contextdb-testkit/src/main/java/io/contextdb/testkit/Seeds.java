package io.contextdb.testkit;

import java.util.Random;

/** Seeds of random tests: new on every run, printed, and replayed with {@code -Dcontextdb.seed=...}. */
public final class Seeds {
    private static final String PROPERTY = "contextdb.seed";

    private Seeds() {}

    /** The seed asked for, or a new one; printed with the test's name either way. */
    public static long next(String test) {
        long seed = Long.getLong(PROPERTY, System.nanoTime() * 0x9e3779b97f4a7c15L);
        System.out.println(test + " -D" + PROPERTY + "=" + seed);
        return seed;
    }

    /** A generator with the seed of {@link #next}. */
    public static Random random(String test) {
        return new Random(next(test));
    }
}

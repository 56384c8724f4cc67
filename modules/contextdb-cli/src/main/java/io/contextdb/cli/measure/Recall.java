package io.contextdb.cli.measure;

import io.contextdb.api.SearchHits;

/**
 * The share of exact answers that was found. What scores as well as the last exact one counts too: which of equal ones
 * are called exact is arbitrary.
 */
public final class Recall {
    private final double tie;
    private long found;
    private long possible;

    /** Of no answers yet; scores that differ by at most {@code tie} are equal. */
    public Recall(double tie) {
        this.tie = tie;
    }

    /** Adds an answer, given the scores of the exact one, falling, and of what was found. */
    public void add(double[] exact, double[] scores) {
        if (exact.length == 0) {
            return;
        }
        int reached = 0;
        for (double score : scores) {
            reached += score >= exact[exact.length - 1] - tie ? 1 : 0;
        }
        found += Math.min(reached, exact.length);
        possible += exact.length;
    }

    /** Adds an answer. */
    public void add(SearchHits exact, SearchHits hits) {
        add(similarities(exact), similarities(hits));
    }

    private static double[] similarities(SearchHits hits) {
        double[] similarities = new double[hits.size()];
        for (int i = 0; i < similarities.length; i++) {
            similarities[i] = hits.similarity(i);
        }
        return similarities;
    }

    /** From 0 to 1; 1 when there was nothing to find. */
    public double share() {
        return possible == 0 ? 1 : (double) found / possible;
    }
}

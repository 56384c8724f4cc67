package io.contextdb.engine.hybrid;

/**
 * Whether comparing all candidates or a filtered search of the index costs less.
 *
 * @param fixedRows the rows that could be compared in the time a search takes before its first hit
 * @param rowsPerHit the rows that could be compared in the time each further hit asked for takes
 */
public record HybridPlan(int fixedRows, int rowsPerHit) {
    /** The costs as measured. */
    public static final HybridPlan MEASURED = new HybridPlan(10_000, 50);

    /** Whether to compare all candidates. */
    boolean scan(int candidates, int k) {
        return candidates <= fixedRows + (long) rowsPerHit * k;
    }
}

package io.contextdb.engine.hybrid;

/** Whether comparing all candidates or a filtered search of the index costs less. */
final class HybridPlan {
    private HybridPlan() {}

    /** Whether the candidates are few enough to be compared one and all. */
    static boolean scan(int candidates, int indexedRows, int k) {
        return candidates <= 20_000;
    }
}

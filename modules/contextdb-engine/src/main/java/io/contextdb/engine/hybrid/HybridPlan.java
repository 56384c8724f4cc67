package io.contextdb.engine.hybrid;

/** Whether to compare all candidates of a hybrid query, or to search the index with a filter. */
@FunctionalInterface
public interface HybridPlan {
    /** What costs less, as the index estimates it. */
    HybridPlan CHEAPER = (candidates, searchCost) -> candidates <= searchCost;

    /** Always the index. */
    HybridPlan INDEX = (candidates, searchCost) -> false;

    /**
     * Whether to compare all candidates.
     *
     * @param searchCost what a search costs, in rows that could be compared in the same time
     */
    boolean scans(int candidates, long searchCost);
}

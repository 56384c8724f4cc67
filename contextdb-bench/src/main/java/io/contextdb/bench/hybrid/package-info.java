/**
 * JMH: what comparing all candidates of a hybrid query costs beside a filtered search of the index. The constant of the engine's {@code
 * HybridPlan} comes from here. Run as {@link io.contextdb.bench.traversal} says, with {@code CandidatesBenchmark}.
 */
package io.contextdb.bench.hybrid;

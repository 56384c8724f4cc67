/**
 * JMH: what comparing all candidates of a hybrid query costs beside a filtered search of the index. The constant of the engine's {@code
 * HybridPlan} comes from here. Run by {@code ./contextdb bench jmh -- CandidatesBenchmark}.
 */
package io.contextdb.bench.hybrid;

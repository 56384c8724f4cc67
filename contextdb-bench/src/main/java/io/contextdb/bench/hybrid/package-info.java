/**
 * JMH: what comparing all candidates of a hybrid query costs beside a filtered search of the index. The cost of a step
 * in {@code HnswReader} comes from here. Run by {@code ./contextdb bench jmh -- CandidatesBenchmark}.
 */
package io.contextdb.bench.hybrid;

/**
 * JMH: what comparing vectors and searching an index cost, and that neither allocates: {@code ./contextdb bench jmh --
 * 'KernelBenchmark|SearchBenchmark' -prof gc}.
 */
package io.contextdb.bench.vector;

/**
 * What durability costs: {@code contextdb bench log} measures single commands and batches through the log, and beside
 * them, in turns, what the same disk does for a bare write and sync. Only the ratio says something about the log: the
 * rest is the disk's. {@link io.contextdb.bench.log.LogAppendBenchmark} measures the processor time of appending,
 * without syncs.
 */
package io.contextdb.bench.log;

/**
 * Data for benchmarks at any size: a graph whose nodes fall into clusters, with vectors that lie near each other when
 * their nodes do. {@link io.contextdb.bench.generate.ClusteredGraph} says what is drawn,
 * {@link io.contextdb.bench.generate.DatasetWriter} writes it as the files the other drivers read. The same numbers and
 * seed give the same bytes.
 */
package io.contextdb.bench.generate;

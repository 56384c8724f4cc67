package io.contextdb.bench.ann;

import java.util.List;

/**
 * What is measured.
 *
 * @param type the index provider
 * @param m links of a row, for hnsw
 * @param efConstruction width of the search for links, for hnsw
 * @param efs the search widths to try
 * @param threads how many threads build, and how many search at the same time
 * @param secondsPerWidth how long each search width is measured, at least; all queries are run at least once
 */
record AnnSettings(String type, int m, int efConstruction, List<Integer> efs, int threads, double secondsPerWidth) {}

package io.contextdb.bench.scale;

import io.contextdb.api.VectorIndexOptions;
import java.util.List;

/**
 * What is measured, and how.
 *
 * @param index how the vectors are indexed
 * @param buildThreads threads that build the index
 * @param efs search widths to try, ascending
 * @param queries nodes that are asked about
 * @param freshStarts processes that are started to open the database
 */
record ScaleSettings(VectorIndexOptions index, int buildThreads, List<Integer> efs, int queries, int freshStarts) {}

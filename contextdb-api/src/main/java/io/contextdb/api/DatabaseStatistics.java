package io.contextdb.api;

import java.util.List;
import java.util.SortedMap;

/**
 * Counts of what a database holds.
 *
 * @param labels nodes by label
 * @param edgeTypes edges by type, types without edges left out
 * @param vectorSpaces the vector spaces by name
 */
public record DatabaseStatistics(
        long nodes,
        long edges,
        long vectors,
        SortedMap<String, Long> labels,
        SortedMap<String, Long> edgeTypes,
        List<VectorSpaceStatistics> vectorSpaces,
        long commitIndex) {
    /**
     * One vector space.
     *
     * @param vectors live vectors
     * @param indexed rows the index has taken in; the rest is scanned exactly
     * @param rows all rows, replaced and deleted ones included
     */
    public record VectorSpaceStatistics(
            String name, VectorIndexOptions options, long vectors, long indexed, long rows) {}
}

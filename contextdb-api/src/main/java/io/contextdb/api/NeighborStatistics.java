package io.contextdb.api;

/** How similar a node's nearest neighbours are to it; all figures are 0 when there are none. */
public record NeighborStatistics(int count, double minimum, double maximum, double mean, double standardDeviation) {}

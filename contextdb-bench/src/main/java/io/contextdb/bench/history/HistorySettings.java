package io.contextdb.bench.history;

/**
 * What {@link HistoryBench} builds.
 *
 * @param nodes nodes, each with a vector
 * @param edges edges between them
 * @param dimension components of the vectors
 * @param snapshots snapshots taken, changes between each two
 * @param changes vectors replaced, and edges added, between two snapshots
 * @param questions questions of each kind put to each state
 * @param seed decides what is drawn
 */
record HistorySettings(int nodes, long edges, int dimension, int snapshots, int changes, int questions, long seed) {}

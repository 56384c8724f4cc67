package io.contextdb.bench.checkpoint;

/**
 * How a run goes.
 *
 * @param nodes nodes of the graph, at least 1,000
 * @param edges its edges
 * @param changed the share of the nodes that changes before each checkpoint, above 0 and at most 1
 * @param warmup how many checkpoints are taken before those that are measured, 0 or more
 * @param rounds how many checkpoints are measured
 * @param seed decides the graph and what changes
 */
record CheckpointSettings(int nodes, long edges, double changed, int warmup, int rounds, long seed) {}

package io.contextdb.bench.snapshot;

import io.contextdb.api.ArchiveOptions;
import java.util.List;

/**
 * How a run goes.
 *
 * @param nodes nodes of the graph, each with a vector
 * @param edges its edges
 * @param dimension components of a vector
 * @param codecs the codecs the snapshot is sent with, one after the other
 * @param archive where it is sent, a folder below for each codec
 * @param seed decides the data
 */
record SnapshotSettings(int nodes, long edges, int dimension, List<String> codecs, ArchiveOptions archive, long seed) {}

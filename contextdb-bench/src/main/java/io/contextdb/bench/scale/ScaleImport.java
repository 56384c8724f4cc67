package io.contextdb.bench.scale;

import com.sun.management.OperatingSystemMXBean;
import io.contextdb.api.Database;
import io.contextdb.api.Progress;
import io.contextdb.api.SimilarityQuery;
import io.contextdb.bench.common.TimedImport;
import io.contextdb.transfer.IdKind;
import io.contextdb.transfer.ImportOptions;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Imports a data set as {@code contextdb import} does, with clocks. The graph comes first, then the vectors, each
 * durable when its clock stops; then the index is built, and written with a snapshot.
 *
 * @param graph nodes and edges
 * @param vectorsPerSecond vectors read and durable in a second, not indexed
 * @param indexSeconds building the index
 * @param indexCpuSeconds processor time of the process meanwhile
 * @param snapshotSeconds writing the snapshot
 */
record ScaleImport(
        TimedImport graph,
        double vectorsPerSecond,
        double indexSeconds,
        double indexCpuSeconds,
        double snapshotSeconds) {
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    static ScaleImport run(
            Database database, Path directory, ScaleSettings settings, MemorySampler memory, Progress progress) {
        ImportOptions options = ImportOptions.defaults().ids(IdKind.NUMBER).strict(true);
        options = options.vectors(
                new ImportOptions.Vectors(SimilarityQuery.DEFAULT_NAME, 0, Optional.of(settings.index())));
        TimedImport graph = TimedImport.graph(
                database, directory.resolve("nodes.csv"), directory.resolve("edges.csv"), options, progress);
        memory.phase("vectors");
        long vectorStart = System.nanoTime();
        long vectors = TimedImport.vectors(database, directory.resolve("vectors.fvecs"), options, progress);
        memory.phase("index");
        long indexStart = System.nanoTime();
        long cpuStart = PROCESS.getProcessCpuTime();
        database.awaitIndexes(progress);
        long indexDone = System.nanoTime();
        long cpu = PROCESS.getProcessCpuTime() - cpuStart;
        memory.phase("snapshot");
        database.createSnapshot();
        return new ScaleImport(
                graph,
                vectors * 1e9 / (indexStart - vectorStart),
                (indexDone - indexStart) / 1e9,
                cpu / 1e9,
                (System.nanoTime() - indexDone) / 1e9);
    }

    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("nodes_per_s", graph.nodesPerSecond());
        json.put("edges_per_s", graph.edgesPerSecond());
        json.put("graph_s", graph.seconds());
        json.put("vectors_per_s", vectorsPerSecond);
        json.put("index_s", indexSeconds);
        json.put("index_cpu_s", indexCpuSeconds);
        json.put("snapshot_s", snapshotSeconds);
        return json;
    }
}

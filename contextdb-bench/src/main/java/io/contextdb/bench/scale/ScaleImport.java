package io.contextdb.bench.scale;

import com.sun.management.OperatingSystemMXBean;
import io.contextdb.api.BulkLoader;
import io.contextdb.api.Database;
import io.contextdb.api.Progress;
import io.contextdb.api.SimilarityQuery;
import io.contextdb.transfer.IdKind;
import io.contextdb.transfer.ImportOptions;
import io.contextdb.transfer.ImportPlan;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Imports a data set as {@code contextdb import} does, with clocks. The graph comes first, then the vectors, each durable when its clock stops; then
 * the index is built, and written with a snapshot. The time of the graph's commit is shared out among nodes and edges by their number.
 *
 * @param nodesPerSecond nodes read and durable in a second
 * @param edgesPerSecond edges, likewise
 * @param graphSeconds nodes and edges together
 * @param vectorsPerSecond vectors read and durable in a second, not indexed
 * @param indexSeconds building the index
 * @param indexCpuSeconds processor time of the process meanwhile
 * @param snapshotSeconds writing the snapshot
 */
record ScaleImport(
        double nodesPerSecond,
        double edgesPerSecond,
        double graphSeconds,
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
        long start = System.nanoTime();
        long nodes;
        long nodesRead;
        long edges;
        long edgesRead;
        try (BulkLoader loader = database.beginBulkLoad()) {
            nodes = read(loader, directory.resolve("nodes.csv"), options, progress);
            nodesRead = System.nanoTime();
            edges = read(loader, directory.resolve("edges.csv"), options, progress);
            edgesRead = System.nanoTime();
            loader.commit(progress);
        }
        long graphDone = System.nanoTime();
        memory.phase("vectors");
        long vectorStart = System.nanoTime();
        long vectors;
        try (BulkLoader loader = database.beginBulkLoad()) {
            vectors = read(loader, directory.resolve("vectors.fvecs"), options, progress);
            loader.commit(progress);
        }
        memory.phase("index");
        long indexStart = System.nanoTime();
        long cpuStart = PROCESS.getProcessCpuTime();
        database.awaitIndexes(progress);
        long indexDone = System.nanoTime();
        long cpu = PROCESS.getProcessCpuTime() - cpuStart;
        memory.phase("snapshot");
        database.createSnapshot();
        double commitOfRow = (graphDone - edgesRead) / (double) Math.max(1, nodes + edges);
        return new ScaleImport(
                nodes * 1e9 / (nodesRead - start + commitOfRow * nodes),
                edges * 1e9 / (edgesRead - nodesRead + commitOfRow * edges),
                (graphDone - start) / 1e9,
                vectors * 1e9 / (indexStart - vectorStart),
                (indexDone - indexStart) / 1e9,
                cpu / 1e9,
                (System.nanoTime() - indexDone) / 1e9);
    }

    private static long read(BulkLoader loader, Path file, ImportOptions options, Progress progress) {
        return ImportPlan.of(List.of(file), options)
                .read(
                        loader,
                        (path, rows, bytesRead, bytesTotal) ->
                                progress.update("reading " + path.getFileName(), rows, -1))
                .rows();
    }

    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("nodes_per_s", nodesPerSecond);
        json.put("edges_per_s", edgesPerSecond);
        json.put("graph_s", graphSeconds);
        json.put("vectors_per_s", vectorsPerSecond);
        json.put("index_s", indexSeconds);
        json.put("index_cpu_s", indexCpuSeconds);
        json.put("snapshot_s", snapshotSeconds);
        return json;
    }
}

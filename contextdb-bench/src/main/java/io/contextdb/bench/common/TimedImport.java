package io.contextdb.bench.common;

import io.contextdb.api.BulkLoader;
import io.contextdb.api.Database;
import io.contextdb.api.Progress;
import io.contextdb.transfer.ImportOptions;
import io.contextdb.transfer.ImportPlan;
import java.nio.file.Path;
import java.util.List;

/**
 * Imports a graph as {@code contextdb import} does, with clocks. The time of the commit that makes nodes and edges
 * durable is shared out by the number of rows.
 *
 * @param nodesPerSecond nodes per second, reading and their share of the commit
 * @param edgesPerSecond edges per second, likewise
 * @param seconds both together
 */
public record TimedImport(double nodesPerSecond, double edgesPerSecond, double seconds) {
    /** Imports nodes and edges. */
    public static TimedImport graph(
            Database database, Path nodesFile, Path edgesFile, ImportOptions options, Progress progress) {
        long start = System.nanoTime();
        long nodes;
        long nodesRead;
        long edges;
        long edgesRead;
        try (BulkLoader loader = database.beginBulkLoad()) {
            nodes = read(loader, nodesFile, options, progress);
            nodesRead = System.nanoTime();
            edges = read(loader, edgesFile, options, progress);
            edgesRead = System.nanoTime();
            loader.commit(progress);
        }
        long done = System.nanoTime();
        double commitOfRow = (done - edgesRead) / (double) Math.max(1, nodes + edges);
        return new TimedImport(
                nodes * 1e9 / (nodesRead - start + commitOfRow * nodes),
                edges * 1e9 / (edgesRead - nodesRead + commitOfRow * edges),
                (done - start) / 1e9);
    }

    /** Imports vectors and returns how many; they are durable, not indexed. */
    public static long vectors(Database database, Path file, ImportOptions options, Progress progress) {
        try (BulkLoader loader = database.beginBulkLoad()) {
            long rows = read(loader, file, options, progress);
            loader.commit(progress);
            return rows;
        }
    }

    private static long read(BulkLoader loader, Path file, ImportOptions options, Progress progress) {
        return ImportPlan.of(List.of(file), options)
                .read(
                        loader,
                        (path, rows, bytesRead, bytesTotal) ->
                                progress.update("reading " + path.getFileName(), rows, -1))
                .rows();
    }
}

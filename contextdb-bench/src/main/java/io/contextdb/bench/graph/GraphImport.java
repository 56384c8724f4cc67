package io.contextdb.bench.graph;

import io.contextdb.api.BulkLoader;
import io.contextdb.api.Database;
import io.contextdb.api.Progress;
import io.contextdb.transfer.IdKind;
import io.contextdb.transfer.ImportOptions;
import io.contextdb.transfer.ImportPlan;
import java.nio.file.Path;
import java.util.List;

/**
 * Imports a data set as {@code contextdb import} does, with clocks. Nodes and edges come first, durably; the time of their common commit is shared out
 * by the number of rows. Vectors and their index follow and count for neither.
 *
 * @param nodesPerSecond nodes per second, reading and their share of the commit
 * @param edgesPerSecond edges per second, likewise
 */
record GraphImport(double nodesPerSecond, double edgesPerSecond) {
    private static final ImportOptions OPTIONS =
            ImportOptions.defaults().ids(IdKind.NUMBER).strict(true);

    static GraphImport run(Database database, GraphDataset dataset, Progress progress) {
        long nodes;
        long edges;
        long start = System.nanoTime();
        long nodesRead;
        long edgesRead;
        try (BulkLoader loader = database.beginBulkLoad()) {
            nodes = read(loader, dataset.nodesFile(), progress);
            nodesRead = System.nanoTime();
            edges = read(loader, dataset.edgesFile(), progress);
            edgesRead = System.nanoTime();
            loader.commit(progress);
        }
        double commit = System.nanoTime() - edgesRead;
        double rows = Math.max(1, nodes + edges);
        dataset.vectorsFile().ifPresent(file -> {
            try (BulkLoader loader = database.beginBulkLoad()) {
                read(loader, file, progress);
                loader.commit(progress);
            }
            database.awaitIndexes(progress);
            database.createSnapshot();
        });
        return new GraphImport(
                nodes * 1e9 / (nodesRead - start + commit * nodes / rows),
                edges * 1e9 / (edgesRead - nodesRead + commit * edges / rows));
    }

    private static long read(BulkLoader loader, Path file, Progress progress) {
        return ImportPlan.of(List.of(file), OPTIONS)
                .read(
                        loader,
                        (path, rows, bytesRead, bytesTotal) ->
                                progress.update("reading " + path.getFileName(), rows, -1))
                .rows();
    }
}

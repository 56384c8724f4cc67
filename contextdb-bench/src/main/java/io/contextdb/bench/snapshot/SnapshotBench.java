package io.contextdb.bench.snapshot;

import io.contextdb.api.ArchiveOptions;
import io.contextdb.api.BulkLoader;
import io.contextdb.api.ContextDB;
import io.contextdb.api.Database;
import io.contextdb.api.DatabaseOptions;
import io.contextdb.api.Progress;
import io.contextdb.api.PushReport;
import io.contextdb.api.SimilarityQuery;
import io.contextdb.api.SnapshotArchive;
import io.contextdb.api.spi.CodecProvider;
import io.contextdb.archive.Archive;
import io.contextdb.bench.generate.ClusteredGraph;
import io.contextdb.bench.snapshot.SnapshotResult.Sent;
import io.contextdb.plugins.PluginLayers;
import io.contextdb.plugins.PluginRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Loads a graph with vectors and no index but the exact scan, rewrites it whole, which is the most a snapshot can be,
 * sends that to an archive with each codec, and makes a database of it again.
 */
final class SnapshotBench {
    private static final int CLUSTERS = 100;

    private final Path directory;
    private final SnapshotSettings settings;
    private final Progress progress;

    /** A benchmark that writes into an empty directory. */
    SnapshotBench(Path directory, SnapshotSettings settings, Progress progress) {
        this.directory = directory;
        this.settings = settings;
        this.progress = progress;
    }

    SnapshotResult run() throws IOException {
        Path source = directory.resolve("database");
        DatabaseOptions options =
                DatabaseOptions.defaults().vectorIndexType("flat").checkpointInterval(Duration.ZERO);
        Path bare = directory.resolve("bare");
        Cost firstWrite;
        Cost bareWrite;
        Cost write;
        String digest;
        try (Database database = ContextDB.open(source, options)) {
            load(database);
            database.awaitIndexes(progress);
            long loadedBytes = FileBytes.sum(source);
            progress.update("writing", 0, -1);
            // Without the first node every row of every file lies elsewhere, so that nothing is shared.
            database.detachDeleteNode(1);
            firstWrite = Cost.of(database::compact);
            bareWrite = Cost.of(() -> BareWrite.to(bare, loadedBytes));
            database.detachDeleteNode(2);
            write = Cost.of(database::compact);
            // Not before: the kernel would hand the memory of its pages to the next write, at no cost.
            Files.delete(bare);
            database.createSnapshot();
            database.cleanup(2);
            progress.update("digest", 0, -1);
            digest = database.contentDigest(progress);
        }
        // Of the two snapshots that are left the second shares all files with the first.
        Map<String, Long> bytes = FileBytes.byKind(source);
        List<Sent> sent = new ArrayList<>();
        for (String codec : settings.codecs()) {
            sent.add(send(source, codec));
        }
        Path restored = directory.resolve("restored");
        AtomicLong restoredBytes = new AtomicLong();
        Cost restore;
        try (SnapshotArchive archive =
                ContextDB.archive(archive(settings.codecs().getLast()))) {
            restore = Cost.of(() -> restoredBytes.set(
                    archive.restore(OptionalLong.empty(), restored, progress).bytes()));
        }
        long start = System.nanoTime();
        try (Database database = ContextDB.open(restored, options)) {
            double openMillis = (System.nanoTime() - start) / 1e6;
            progress.update("digest", 0, -1);
            boolean equal = database.contentDigest(progress).equals(digest);
            return new SnapshotResult(
                    bytes, firstWrite, bareWrite, write, sent, restore, restoredBytes.get(), openMillis, equal);
        }
    }

    private Sent send(Path source, String codec) throws IOException {
        ArchiveOptions options = archive(codec);
        AtomicLong bytes = new AtomicLong();
        Cost cost;
        try (SnapshotArchive archive = ContextDB.archive(options)) {
            cost = Cost.of(() -> {
                PushReport report = archive.push(source, OptionalLong.empty(), progress);
                bytes.set(report.bytesSent());
            });
        }
        boolean local = "file".equals(options.location().getScheme());
        return new Sent(
                codec,
                cost,
                bytes.get(),
                local ? FileBytes.byKind(Path.of(options.location()).resolve(Archive.DATA_FOLDER)) : Map.of(),
                plain(source, codec));
    }

    private Map<String, Long> plain(Path source, String codec) throws IOException {
        PluginRegistry plugins = PluginLayers.load(settings.archive().pluginDirectories());
        for (CodecProvider provider : plugins.providers(CodecProvider.class)) {
            if (provider.name().equals(codec)) {
                progress.update("compressing without delta", 0, -1);
                return PlainBytes.byKind(source, provider.codec());
            }
        }
        return Map.of();
    }

    private ArchiveOptions archive(String codec) throws IOException {
        ArchiveOptions base = settings.archive();
        String location = base.location().toString();
        URI below = URI.create(location + (location.endsWith("/") ? "" : "/") + codec);
        if ("file".equals(below.getScheme())) {
            Files.createDirectories(Path.of(below));
        }
        return new ArchiveOptions(below, base.settings(), codec, base.parallel(), base.pluginDirectories());
    }

    private void load(Database database) {
        ClusteredGraph graph =
                new ClusteredGraph(settings.nodes(), settings.edges(), settings.dimension(), CLUSTERS, settings.seed());
        ClusteredGraph.Vectors vectors = graph.new Vectors(0);
        try (BulkLoader loader = database.beginBulkLoad()) {
            for (int i = 0; i < settings.nodes(); i++) {
                progress.update("loading nodes", i, settings.nodes());
                loader.node(i + 1L, List.of("Item"), Map.of("name", "item " + i, "weight", i % 1000));
                loader.vector(i + 1L, SimilarityQuery.DEFAULT_NAME, vectors.next(i % CLUSTERS));
            }
            graph.forEachEdge((from, to, kind) -> loader.edge(from + 1L, to + 1L, loader.edgeType(kind)));
            loader.commit(progress);
        }
    }
}

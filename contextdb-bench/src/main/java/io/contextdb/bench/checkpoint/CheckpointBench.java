package io.contextdb.bench.checkpoint;

import io.contextdb.api.BulkLoader;
import io.contextdb.api.ContextDB;
import io.contextdb.api.Database;
import io.contextdb.api.DatabaseOptions;
import io.contextdb.api.Direction;
import io.contextdb.api.Edge;
import io.contextdb.api.Progress;
import io.contextdb.api.Transaction;
import io.contextdb.bench.checkpoint.CheckpointResult.Round;
import io.contextdb.bench.common.Latencies;
import io.contextdb.bench.common.RawFile;
import io.contextdb.bench.generate.ClusteredGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * Loads a graph without vectors, then changes a share of its nodes again and again and takes a checkpoint each time,
 * while a writer inserts nodes. After each checkpoint follows, for the same time, its baseline: a bare loop of writes
 * and syncs beside a file that grows by the same bytes.
 */
final class CheckpointBench {
    private static final int CLUSTERS = 100;
    private static final int TRANSACTION_NODES = 500;
    private static final int VALUE_BYTES = 100;
    private static final List<String> FOLDERS = List.of("nodes", "edges", "deletes");

    private final Path directory;
    private final CheckpointSettings settings;
    private final Progress progress;
    private final Random random;
    private final Set<Path> known = new HashSet<>();

    /** A benchmark that writes into an empty directory. */
    CheckpointBench(Path directory, CheckpointSettings settings, Progress progress) {
        this.directory = directory;
        this.settings = settings;
        this.progress = progress;
        this.random = new Random(settings.seed());
    }

    /** Something done over and over. */
    private interface Operation {
        void run(int number) throws IOException;
    }

    CheckpointResult run() throws IOException {
        DatabaseOptions options = DatabaseOptions.defaults()
                .checkpointInterval(Duration.ZERO)
                .checkpointMemoryBytes(Long.MAX_VALUE)
                .checkpointLogBytes(Long.MAX_VALUE);
        Latencies writer = new Latencies();
        Latencies raw = new Latencies();
        List<Round> rounds = new ArrayList<>();
        try (Database database = ContextDB.open(directory.resolve("database"), options);
                RawFile file = new RawFile(directory.resolve("raw"), VALUE_BYTES);
                ExecutorService threads = Executors.newSingleThreadExecutor()) {
            load(database);
            long baseBytes = newBytes();
            int all = settings.warmup() + settings.rounds();
            for (int round = 0; round < all; round++) {
                progress.update("checkpoint", round, all);
                change(database);
                boolean counts = round >= settings.warmup();
                Latencies inserts = new Latencies();
                byte[] value = new byte[VALUE_BYTES];
                long start = System.nanoTime();
                during(
                        threads,
                        database::createSnapshot,
                        inserts,
                        number -> database.insertNode(List.of("Written"), Map.of("value", value)));
                long nanos = System.nanoTime() - start;
                Round taken = new Round(newBytes(), nanos / 1e9);
                Latencies syncs = new Latencies();
                during(threads, () -> paced(taken.bytes(), nanos), syncs, file::writeAndSync);
                rounds.add(taken);
                if (counts) {
                    writer.addAll(inserts);
                    raw.addAll(syncs);
                }
            }
            return new CheckpointResult(baseBytes, rounds, writer, raw);
        }
    }

    private Object paced(long bytes, long nanos) throws IOException {
        PacedWriter.write(directory.resolve("paced"), bytes, nanos);
        return bytes;
    }

    /** Does {@code operation} as long as {@code work} runs on another thread. */
    private static void during(ExecutorService threads, Callable<Object> work, Latencies latencies, Operation operation)
            throws IOException {
        AtomicBoolean ended = new AtomicBoolean();
        Future<Object> running = threads.submit(() -> {
            try {
                return work.call();
            } finally {
                ended.set(true);
            }
        });
        long before = System.nanoTime();
        for (int number = 0; !ended.get(); number++) {
            operation.run(number);
            long after = System.nanoTime();
            latencies.add(after - before);
            before = after;
        }
        try {
            running.get();
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private void load(Database database) {
        ClusteredGraph graph = new ClusteredGraph(settings.nodes(), settings.edges(), 1, CLUSTERS, settings.seed());
        try (BulkLoader loader = database.beginBulkLoad()) {
            for (int i = 0; i < settings.nodes(); i++) {
                loader.node(i + 1L, List.of("Item"), Map.of("name", "item " + i, "weight", i % 1000));
            }
            graph.forEachEdge((from, to, kind) -> loader.edge(from + 1L, to + 1L, loader.edgeType(kind)));
            loader.commit(progress);
        }
    }

    /** A third of the chosen nodes gets another property value, a third an edge more, and a third loses one. */
    private void change(Database database) {
        int changes = (int) Math.max(1, settings.nodes() * settings.changed());
        for (int done = 0; done < changes; done += TRANSACTION_NODES) {
            int count = Math.min(TRANSACTION_NODES, changes - done);
            database.execute(transaction -> {
                for (int i = 0; i < count; i++) {
                    change(transaction, 1 + random.nextInt(settings.nodes()), i % 3);
                }
                return count;
            });
        }
    }

    private void change(Transaction transaction, long node, int kind) {
        switch (kind) {
            case 0 -> transaction.updateNode(node, Map.of("weight", random.nextInt(1000)));
            case 1 -> transaction.insertEdge(node, 1L + random.nextInt(settings.nodes()), "RELATED");
            default -> {
                List<Edge> edges = transaction.edges(node, Direction.OUTGOING);
                if (!edges.isEmpty()) {
                    transaction.deleteEdge(edges.getFirst().id());
                }
            }
        }
    }

    /** The bytes of the graph's files that were not there when this was asked last. */
    private long newBytes() throws IOException {
        long bytes = 0;
        for (String folder : FOLDERS) {
            Path path = directory.resolve("database").resolve(folder);
            if (Files.isDirectory(path)) {
                try (Stream<Path> files = Files.list(path)) {
                    for (Path file : files.toList()) {
                        bytes += known.add(file) ? Files.size(file) : 0;
                    }
                }
            }
        }
        return bytes;
    }
}

package io.contextdb.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.BulkLoader;
import io.contextdb.api.ContextDB;
import io.contextdb.api.ContextDbException;
import io.contextdb.api.Database;
import io.contextdb.api.DatabaseOptions;
import io.contextdb.api.DatabaseOptions.Durability;
import io.contextdb.api.Direction;
import io.contextdb.api.Edge;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.GraphReader;
import io.contextdb.api.Progress;
import io.contextdb.api.SearchHits;
import io.contextdb.api.SimilarityQuery;
import io.contextdb.api.Transaction;
import io.contextdb.api.Value;
import io.contextdb.testkit.Seeds;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Readers beside writers, snapshots, compactions, cleanups and bulk loads. Writers keep pairs of nodes alike: both have
 * the same count, as property, as vector and as number of edges between them. Whoever reads more than one thing from
 * one state must find them alike. {@code -Dcontextdb.upkeep=...} makes it a long run.
 */
class ConcurrencyTest {
    private static final int UPKEEP = Integer.getInteger("contextdb.upkeep", 14);
    private static final int CHANGE_BYTES = 2 << 20;
    private static final int PAIRS = 12;
    private static final int EDGES_MAX = 5;
    private static final int WRITERS = 2;
    private static final int READERS = 3;

    @TempDir
    Path directory;

    private final AtomicBoolean ended = new AtomicBoolean();
    private final AtomicLong writes = new AtomicLong();
    private final AtomicLong reads = new AtomicLong();
    private final AtomicLong upkeep = new AtomicLong();

    @ParameterizedTest
    @MethodSource("io.contextdb.engine.Storages#names")
    void everyReaderSeesOneState(String storage) throws Exception {
        long seed = Seeds.next("everyReaderSeesOneState " + storage);
        // Vectors are replaced faster than they are indexed: so writers wait while a snapshot is due that waits for the
        // index.
        DatabaseOptions options =
                Storages.options(storage).durability(Durability.NONE).checkpointMemoryBytes(CHANGE_BYTES);
        try (Database db = ContextDB.open(directory.resolve("database"), options);
                ExecutorService threads = Executors.newCachedThreadPool()) {
            for (int pair = 0; pair < PAIRS; pair++) {
                insertPair(db, pair);
            }
            List<Future<Void>> running = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                Random random = new Random(seed + i);
                running.add(threads.submit(untilTheEnd(() -> write(db, random))));
            }
            for (int i = 0; i < READERS; i++) {
                Random random = new Random(seed - 1 - i);
                running.add(threads.submit(untilTheEnd(() -> read(db, random))));
            }
            Random random = new Random(~seed);
            running.add(threads.submit(untilTheEnd(() -> keep(db, random))));
            for (Future<Void> thread : running) {
                thread.get();
            }
            checkAll(db);
            assertEquals(List.of(), db.verify(Progress.none()).problems());
        }
        System.out.println(
                storage + ": " + writes + " writes, " + reads + " reads, " + upkeep + " snapshots and the like");
        assertTrue(writes.get() > 0 && reads.get() > 0);
        try (Database db = ContextDB.open(directory.resolve("database"), Storages.options(storage))) {
            checkAll(db);
        }
    }

    /** Ends all when it fails. */
    private Callable<Void> untilTheEnd(Runnable step) {
        return () -> {
            try {
                while (!ended.get()) {
                    step.run();
                }
                return null;
            } finally {
                ended.set(true);
            }
        };
    }

    // --- writing

    private static long first(int pair) {
        return 2L * pair + 1;
    }

    private static float[] vector(int pair, long count) {
        return new float[] {pair + 1, count % 1000 + 1, 1};
    }

    private static void insertPair(Database db, int pair) {
        db.execute(transaction -> {
            for (long id : new long[] {first(pair), first(pair) + 1}) {
                transaction.insertNode(id, List.of("Pair"), Map.of("count", 0, "embedding", vector(pair, 0)));
            }
            return 0;
        });
    }

    private void write(Database db, Random random) {
        int pair = random.nextInt(PAIRS);
        boolean afresh = random.nextInt(10) == 0;
        try {
            db.execute(transaction -> {
                update(transaction, pair, afresh);
                return 0;
            });
            writes.incrementAndGet();
        } catch (ContextDbException e) {
            // Ten times in a row another writer or a snapshot was faster.
            requireConflict(e);
        }
    }

    private static void update(Transaction transaction, int pair, boolean afresh) {
        long first = first(pair);
        long count = count(transaction, first) + 1;
        if (afresh) {
            for (long id : new long[] {first, first + 1}) {
                transaction.detachDeleteNode(id);
                transaction.insertNode(id, List.of("Pair"), Map.of());
            }
        }
        for (long id : new long[] {first, first + 1}) {
            transaction.updateNode(id, Map.of("count", count));
            transaction.insertVector(id, vector(pair, count));
        }
        long edges = count % EDGES_MAX;
        List<Edge> present = transaction.edges(first, Direction.OUTGOING, "COUNTS");
        for (int i = (int) edges; i < present.size(); i++) {
            transaction.deleteEdge(present.get(i).id());
        }
        for (int i = present.size(); i < edges; i++) {
            transaction.insertEdge(first, first + 1, "COUNTS");
        }
    }

    private static void requireConflict(ContextDbException e) {
        if (e.code() != ErrorCode.TRANSACTION_CONFLICT) {
            throw e;
        }
    }

    // --- reading

    private void read(Database db, Random random) {
        int pair = random.nextInt(PAIRS);
        if (random.nextInt(3) == 0) {
            checkHits(db, pair);
        } else {
            // It reads from one state, however long it takes.
            try (Transaction state = db.begin()) {
                checkPair(state, pair);
                checkPair(state, random.nextInt(PAIRS));
                checkPair(state, pair);
            }
        }
        reads.incrementAndGet();
    }

    private static long count(GraphReader reader, long id) {
        Value count = reader.findNode(id).orElseThrow().properties().get("count");
        return count instanceof Value.IntegerValue(long number) ? number : -1;
    }

    private static void checkPair(GraphReader reader, int pair) {
        long first = first(pair);
        long count = count(reader, first);
        assertEquals(count, count(reader, first + 1));
        for (long id : new long[] {first, first + 1}) {
            assertArrayEquals(
                    vector(pair, count), reader.findVector(id, "embedding").orElseThrow());
        }
        assertEquals(
                count % EDGES_MAX,
                reader.edges(first, Direction.OUTGOING, "COUNTS").size());
        assertEquals(
                count % EDGES_MAX,
                reader.edges(first + 1, Direction.INCOMING, "COUNTS").size());
        if (count % EDGES_MAX > 0) {
            assertEquals(first + 1, reader.queryRelated(first, 1).id(0));
        }
    }

    /** One call reads one state: both nodes of a pair are as similar to anything, and so neighbours among the hits. */
    private static void checkHits(Database db, int pair) {
        SearchHits hits = new SearchHits();
        db.querySimilar(vector(pair, 5), SimilarityQuery.top(2 * PAIRS).exactly(), hits);
        assertEquals(2 * PAIRS, hits.size());
        Map<Long, Float> similarities = new TreeMap<>();
        for (int i = 0; i < hits.size(); i++) {
            similarities.put(hits.id(i), hits.similarity(i));
        }
        for (int other = 0; other < PAIRS; other++) {
            assertEquals(similarities.get(first(other)), similarities.get(first(other) + 1));
        }
    }

    private static void checkAll(Database db) {
        for (int pair = 0; pair < PAIRS; pair++) {
            checkPair(db, pair);
        }
    }

    // --- snapshots and the like

    private void keep(Database db, Random random) {
        try {
            switch (random.nextInt(6)) {
                case 0 -> db.compact();
                case 1 -> db.cleanup(random.nextInt(3));
                case 2 -> load(db);
                case 3 -> assertEquals(List.of(), db.verify(Progress.none()).problems());
                default -> db.createSnapshot();
            }
            ended.compareAndSet(false, upkeep.incrementAndGet() >= UPKEEP);
        } catch (ContextDbException e) {
            requireConflict(e);
        }
    }

    /** Adds a node without a vector that knows one of every pair, and takes it away again. */
    private static void load(Database db) {
        long id;
        try (BulkLoader loader = db.beginBulkLoad()) {
            id = loader.node(List.of("Loaded"), Map.of());
            for (int pair = 0; pair < PAIRS; pair++) {
                loader.edge(id, first(pair), loader.edgeType("KNOWS"));
            }
            loader.commit(Progress.none());
        }
        db.detachDeleteNode(id);
    }
}

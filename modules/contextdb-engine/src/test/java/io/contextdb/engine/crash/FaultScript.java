package io.contextdb.engine.crash;

import io.contextdb.api.BulkLoader;
import io.contextdb.api.Database;
import io.contextdb.api.Progress;
import io.contextdb.api.SearchHits;
import io.contextdb.api.SimilarityQuery;
import io.contextdb.api.VectorIndexOptions;
import io.contextdb.api.spi.FileSystem;
import io.contextdb.engine.TestDatabases;
import io.contextdb.testkit.file.MemoryFileSystem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Steps that come by everything a database does with files and memory, and what it holds after each when nothing fails.
 */
final class FaultScript {
    private static final Path HOME = Path.of("/database");
    private static final int SEGMENT_BYTES = 64 << 10;
    private static final int LARGE_BYTES = 20_000;

    private final List<Consumer<Database>> steps = new ArrayList<>();
    private final List<String> digests = new ArrayList<>();
    private int loadStep;

    /** Runs the steps once without a fault. */
    FaultScript() {
        addSteps();
        try (Database db = open(new MemoryFileSystem())) {
            digests.add(digest(db));
            for (Consumer<Database> step : steps) {
                step.accept(db);
                digests.add(digest(db));
            }
        }
    }

    static Database open(FileSystem files) {
        return open(files, System::nanoTime);
    }

    static Database open(FileSystem files, LongSupplier guardNanoTime) {
        return TestDatabases.open(HOME, TestDatabases.options().buildThreads(1), files, SEGMENT_BYTES, guardNanoTime);
    }

    static String digest(Database db) {
        return db.contentDigest(Progress.none());
    }

    private void addSteps() {
        steps.add(db -> insert(db, 1));
        steps.add(db -> db.insertEdge(1, 1, "SELF", Map.of()));
        steps.add(Database::createSnapshot);
        for (int i = 2; i < 9; i++) {
            int id = i;
            steps.add(db -> insert(db, id));
            steps.add(db -> db.insertNode(100 + id, List.of("Large"), Map.of("bytes", large(id))));
        }
        loadStep = steps.size();
        steps.add(FaultScript::load);
        steps.add(db -> db.createVectorIndex("second", VectorIndexOptions.of("ivf")));
        steps.add(db -> db.insertVector(3, "second", new float[] {1, 2}));
        steps.add(db -> db.awaitIndexes(Progress.none()));
        steps.add(FaultScript::search);
        steps.add(db -> db.detachDeleteNode(104));
        steps.add(Database::compact);
        steps.add(db -> insert(db, 20));
        steps.add(Database::createSnapshot);
        steps.add(db -> db.cleanup(2));
        steps.add(db -> insert(db, 21));
        steps.add(FaultScript::search);
    }

    private static void insert(Database db, long id) {
        db.insertNode(id, List.of("N"), Map.of("name", "node " + id, "embedding", new float[] {id, 1, -id}));
    }

    private static byte[] large(long seed) {
        byte[] bytes = new byte[LARGE_BYTES];
        new SplittableRandom(seed).nextBytes(bytes);
        return bytes;
    }

    private static void load(Database db) {
        try (BulkLoader loader = db.beginBulkLoad()) {
            for (long id = 1000; id < 1010; id++) {
                loader.node(id, List.of("Loaded"), Map.of("embedding", new float[] {id, id, 1}));
                loader.edge(id, 1, loader.edgeType("LOADED"));
            }
            loader.commit(Progress.none());
        }
    }

    private static void search(Database db) {
        SearchHits hits = new SearchHits();
        db.querySimilar(new float[] {3, 1, -3}, SimilarityQuery.top(4), hits);
        if (hits.id(0) != 3) {
            throw new AssertionError("the nearest to node 3 is " + hits.id(0));
        }
    }

    /** Whether a step is the bulk load. */
    boolean isLoad(int step) {
        return step == loadStep;
    }

    int size() {
        return steps.size();
    }

    /** What the database holds after so many steps. */
    String digest(int done) {
        return digests.get(done);
    }

    /** The greatest number of steps after which the database holds this; -1 for none. */
    int doneBy(String digest) {
        return digests.lastIndexOf(digest);
    }

    /** Takes a step unless its effect is there already. */
    void takeUnlessThere(Database db, int step) {
        boolean there = !digests.get(step).equals(digests.get(step + 1))
                && digests.get(step + 1).equals(digest(db));
        if (!there) {
            steps.get(step).accept(db);
        }
    }
}

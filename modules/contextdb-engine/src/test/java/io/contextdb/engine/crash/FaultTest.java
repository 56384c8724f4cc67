package io.contextdb.engine.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.BulkLoader;
import io.contextdb.api.ContextDbException;
import io.contextdb.api.Database;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.Progress;
import io.contextdb.api.VectorIndexOptions;
import io.contextdb.api.spi.FileSystem;
import io.contextdb.engine.TestDatabases;
import io.contextdb.testkit.file.CrashReplay;
import io.contextdb.testkit.file.Damage;
import io.contextdb.testkit.file.FaultyFileSystem;
import io.contextdb.testkit.file.FileOperation;
import io.contextdb.testkit.file.MemoryFileSystem;
import io.contextdb.testkit.file.RecordingFileSystem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Lets every operation of a kind fail once, in one run after the other of the same steps. The step it hits is refused or has taken effect, all reads
 * go on, a database that stopped goes on when it is opened again, and after the last step everything is there; also after a crash then that leaves
 * nothing but what was synced, where a failed sync has lost what it was to make durable.
 */
class FaultTest {
    private static final Path HOME = Path.of("/database");
    private static final int SEGMENT_BYTES = 64 << 10;
    private static final int LARGE_BYTES = 20_000;

    /** Every n-th is tried. */
    private static final int STRIDE = Integer.getInteger("contextdb.stride", 7);

    private final List<Consumer<Database>> steps = new ArrayList<>();

    /** What the database holds after so many steps. */
    private final List<String> digests = new ArrayList<>();

    private static Database open(FileSystem files) {
        return TestDatabases.open(HOME, TestDatabases.options().buildThreads(1), files, SEGMENT_BYTES);
    }

    @BeforeEach
    void runWithoutFaults() {
        steps.add(db -> insert(db, 1));
        steps.add(db -> db.insertEdge(1, 1, "SELF", Map.of()));
        steps.add(Database::createSnapshot);
        for (int i = 2; i < 9; i++) {
            int id = i;
            steps.add(db -> insert(db, id));
            steps.add(db -> db.insertNode(100 + id, List.of("Large"), Map.of("bytes", large(id))));
        }
        steps.add(FaultTest::load);
        steps.add(db -> db.createVectorIndex("second", VectorIndexOptions.of("ivf")));
        steps.add(db -> db.insertVector(3, "second", new float[] {1, 2}));
        steps.add(db -> db.awaitIndexes(Progress.none()));
        steps.add(db -> db.detachDeleteNode(104));
        steps.add(Database::compact);
        steps.add(db -> insert(db, 20));
        steps.add(Database::createSnapshot);
        steps.add(db -> db.cleanup(2));
        steps.add(db -> insert(db, 21));
        try (Database db = open(new MemoryFileSystem())) {
            digests.add(digest(db));
            for (Consumer<Database> step : steps) {
                step.accept(db);
                digests.add(digest(db));
            }
        }
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

    private static String digest(Database db) {
        return db.contentDigest(Progress.none());
    }

    @ParameterizedTest
    @CsvSource({
        "SYNC, IO_FAILURE",
        "SYNC_DIRECTORY, IO_FAILURE",
        "WRITE, DISK_FULL",
        "PREALLOCATE, DISK_FULL",
        "CREATE, DISK_FULL",
        "RENAME, IO_FAILURE",
        "LINK, IO_FAILURE",
        "DELETE, IO_FAILURE"
    })
    void everyOperationFailsOnce(FileOperation operation, ErrorCode code) {
        long count = Long.MAX_VALUE;
        int runs = 0;
        for (long nth = 1; nth <= count; nth += STRIDE) {
            try {
                count = new Run(operation, nth, code).run();
                runs++;
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError(operation + " " + nth + " failed", e);
            }
        }
        System.out.println("FaultTest " + operation + ": " + runs + " runs of " + count + " operations");
        assertTrue(runs > 0);
    }

    /** The steps, with one fault somewhere. */
    private final class Run {
        private final FaultyFileSystem faulty = new FaultyFileSystem(new MemoryFileSystem());
        private final RecordingFileSystem files = new RecordingFileSystem(faulty);
        private final FileOperation operation;
        private final ErrorCode code;

        Run(FileOperation operation, long nth, ErrorCode code) {
            this.operation = operation;
            this.code = code;
            faulty.fail(operation, nth, code);
        }

        /** Returns how many such operations there were. */
        long run() {
            int done = 0;
            // The fault, what it stopped until the reopening, and one opening that it hit.
            for (int openings = 0; done < steps.size(); openings++) {
                assertTrue(openings < 5, "it does not recover");
                done = runUntilStopped(done);
            }
            CrashReplay replay = new CrashReplay(files.changes());
            while (replay.advance()) {
                assert replay.position() > 0;
            }
            try (Database db = open(replay.crash(Damage.LOST, 0).toFileSystem())) {
                assertEquals(digests.getLast(), digest(db), "after a crash at the end");
                assertEquals(List.of(), db.verify(Progress.none()).problems());
            }
            return faulty.count(operation);
        }

        /** Opens the database and takes steps until one stops it; returns how many are done. */
        private int runUntilStopped(int done) {
            int next = done;
            Database db;
            try {
                db = open(files);
            } catch (ContextDbException e) {
                requireExpected(e);
                return done;
            }
            try {
                int found = digests.lastIndexOf(digest(db));
                assertTrue(found >= done, "acknowledged steps " + done + " are not all there");
                assertTrue(digests.get(done).equals(digest(db))
                        || digests.get(done + 1).equals(digest(db)));
                for (int failures = 0; next < steps.size() && failures < 2; ) {
                    try {
                        takeUnlessThere(db, next);
                        next++;
                        failures = 0;
                    } catch (ContextDbException e) {
                        requireExpected(e);
                        failures++;
                    }
                    assertTrue(List.of(digests.get(next), digests.get(Math.min(next + 1, steps.size())))
                            .contains(digest(db)));
                }
            } finally {
                close(db);
            }
            return next;
        }

        private void takeUnlessThere(Database db, int step) {
            boolean there = !digests.get(step).equals(digests.get(step + 1))
                    && digests.get(step + 1).equals(digest(db));
            if (!there) {
                steps.get(step).accept(db);
            }
        }

        private void close(Database db) {
            try {
                db.close();
            } catch (ContextDbException e) {
                requireExpected(e);
            }
        }

        private void requireExpected(ContextDbException e) {
            // After a full disk writes are refused until there is room again.
            boolean refused = code == ErrorCode.DISK_FULL && e.code() == ErrorCode.READ_ONLY;
            assertTrue(
                    refused || List.of(code, ErrorCode.FAILED).contains(e.code()), () -> e + " from " + e.getCause());
        }
    }
}

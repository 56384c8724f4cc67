package io.contextdb.engine.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.Database;
import io.contextdb.api.DatabaseStatistics.VectorSpaceStatistics;
import io.contextdb.api.Progress;
import io.contextdb.api.VerifyReport;
import io.contextdb.engine.TestDatabases;
import io.contextdb.engine.fixture.IndexFiles;
import io.contextdb.engine.fixture.WideSearch;
import io.contextdb.testkit.Seeds;
import io.contextdb.testkit.file.MemoryFileSystem;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A damaged or missing file of a vector index costs time, never an answer: it is named, and the index is built anew.
 */
class DamagedIndexTest {
    /** More than are always compared one by one, fewer than make a checkpoint of their own accord worth while. */
    private static final int NODES = 900;

    private static final int DIMENSION = 8;
    private static final int SEGMENT_BYTES = 1 << 20;
    private static final int COMPACTIONS = 4;
    private static final Path HOME = Path.of("/database");

    private final Random random = Seeds.random("DamagedIndexTest");

    private static Database open(MemoryFileSystem disk, String type) {
        return TestDatabases.open(
                HOME, TestDatabases.options().vectorIndexType(type).buildThreads(1), disk, SEGMENT_BYTES);
    }

    private float[] vector() {
        float[] vector = new float[DIMENSION];
        for (int i = 0; i < DIMENSION; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        return vector;
    }

    private MemoryFileSystem database(String type) {
        MemoryFileSystem disk = new MemoryFileSystem();
        try (Database db = open(disk, type)) {
            for (long id = 0; id < NODES; id++) {
                db.insertNode(id, List.of("Point"), Map.of("embedding", vector()));
            }
            db.awaitIndexes(Progress.none());
            db.createSnapshot();
            checkAnswers(db);
        }
        return disk;
    }

    private static Path indexFile(MemoryFileSystem disk) {
        List<Path> found = disk.list(HOME.resolve("vectors")).stream()
                .filter(path -> path.toString().endsWith(".idx"))
                .toList();
        assertEquals(1, found.size(), found::toString);
        return found.getFirst();
    }

    private void checkAnswers(Database db) {
        for (int i = 0; i < 20; i++) {
            WideSearch.requireExact(db, vector(), NODES);
            db.queryHybrid(i, 1, 10);
        }
    }

    private static int indexed(Database db) {
        VectorSpaceStatistics space = db.statistics().vectorSpaces().getFirst();
        return (int) space.indexed();
    }

    /** Opens with the damage, and takes two snapshots, after which no trace of it is left. */
    private void check(MemoryFileSystem disk, Path damaged, String type, int indexedBefore, String what) {
        try (Database db = open(disk, type)) {
            assertEquals(1, db.recovery().snapshotId(), what);
            checkAnswers(db);
            VerifyReport report = db.verify(Progress.none());
            assertFalse(report.sound(), what);
            assertTrue(
                    report.problems().stream().allMatch(line -> line.contains(damaged.toString())), report::toString);
            db.awaitIndexes(Progress.none());
            checkAnswers(db);
            for (int i = 0; i < 2; i++) {
                db.insertNode(NODES + i, List.of("Late"), Map.of());
                db.createSnapshot();
            }
            db.cleanup(0);
        }
        try (Database db = open(disk, type)) {
            checkAnswers(db);
            assertEquals(indexedBefore, indexed(db), what);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hnsw", "ivf", "flat"})
    void isBuiltAnew(String type) {
        MemoryFileSystem sound = database(type);
        Path path = indexFile(sound);
        byte[] bytes = sound.bytes(path);
        int indexed;
        try (Database db = open(sound.copy(), type)) {
            indexed = indexed(db);
        }
        assertTrue(indexed > 512, "an index that serves searches: " + indexed);
        int begin = IndexFiles.begin(sound, HOME, bytes);
        int[] places = {
            0,
            9,
            begin,
            begin + 8,
            begin + 40,
            begin + random.nextInt(bytes.length - begin),
            bytes.length / 2,
            bytes.length - 1
        };
        for (int place : places) {
            MemoryFileSystem disk = sound.copy();
            byte[] flipped = bytes.clone();
            flipped[place] ^= (byte) (1 << random.nextInt(8));
            disk.put(path, flipped);
            check(disk, path, type, indexed, type + ", byte " + place);
        }
        MemoryFileSystem without = sound.copy();
        without.delete(path);
        check(without, path, type, indexed, type + ", file missing");
    }

    /** A compaction goes on from the index of vectors that all live, and does without when it meets damage there. */
    @ParameterizedTest
    @ValueSource(strings = {"hnsw", "ivf", "flat"})
    void isNotKeptByACompaction(String type) {
        MemoryFileSystem sound = database(type);
        Path path = indexFile(sound);
        byte[] bytes = sound.bytes(path);
        int begin = IndexFiles.begin(sound, HOME, bytes);
        for (int round = 0; round < COMPACTIONS; round++) {
            MemoryFileSystem disk = sound.copy();
            byte[] flipped = bytes.clone();
            int place = begin + random.nextInt(bytes.length - begin);
            flipped[place] ^= (byte) (1 << random.nextInt(8));
            disk.put(path, flipped);
            try (Database db = open(disk, type)) {
                for (long id = NODES; id < 2 * NODES; id++) {
                    db.insertNode(id, List.of("Point"), Map.of("embedding", vector()));
                }
                db.insertNode(2 * NODES, List.of("Point"), Map.of());
                db.deleteNode(2 * NODES);
                db.compact();
                checkAnswers(db);
                db.createSnapshot();
                db.cleanup(0);
                assertEquals(List.of(), db.verify(Progress.none()).problems(), type + ", byte " + place);
            }
            try (Database db = open(disk, type)) {
                checkAnswers(db);
                assertTrue(indexed(db) > NODES, type + ", byte " + place);
            }
        }
    }
}

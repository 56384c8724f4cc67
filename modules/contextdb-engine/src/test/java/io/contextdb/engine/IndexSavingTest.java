package io.contextdb.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.BulkLoader;
import io.contextdb.api.ContextDB;
import io.contextdb.api.Database;
import io.contextdb.api.DatabaseStatistics.VectorSpaceStatistics;
import io.contextdb.api.Progress;
import io.contextdb.api.SimilarityQuery;
import io.contextdb.api.Snapshot;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An index that was built once is there when the database is opened again, without anybody asking for a snapshot. */
class IndexSavingTest {
    private static final int ROWS = 3_000;

    @TempDir
    Path directory;

    private Database open(String storage) {
        return ContextDB.open(directory.resolve("database"), Storages.options(storage));
    }

    @ParameterizedTest
    @MethodSource("io.contextdb.engine.Storages#names")
    void closingKeepsWhatAnImportBuilt(String storage) {
        try (Database db = open(storage)) {
            load(db);
            db.awaitIndexes(Progress.none());
        }
        List<Snapshot.Operation> saved;
        try (Database db = open(storage)) {
            assertTrue(indexed(db) > ROWS / 2, indexed(db) + " rows");
            saved = operations(db);
            // The open database saves it of its own accord too, and may have begun to when it was closed.
            assertEquals(
                    List.of(Snapshot.Operation.IMPORT, Snapshot.Operation.CHECKPOINT),
                    saved.stream().distinct().toList());
        }
        try (Database db = open(storage)) {
            assertEquals(saved, operations(db), "nothing new, nothing written");
        }
    }

    @ParameterizedTest
    @MethodSource("io.contextdb.engine.Storages#names")
    void anOpenDatabaseKeepsItByItself(String storage) throws InterruptedException {
        try (Database db = open(storage)) {
            load(db);
            db.awaitIndexes(Progress.none());
            for (int i = 0; i < 3_000 && operations(db).size() < 2; i++) {
                Thread.sleep(10);
            }
            assertEquals(List.of(Snapshot.Operation.IMPORT, Snapshot.Operation.CHECKPOINT), operations(db));
        }
    }

    private static void load(Database db) {
        Random random = new Random(7);
        try (BulkLoader loader = db.beginBulkLoad()) {
            for (long id = 1; id <= ROWS; id++) {
                float[] vector = {random.nextFloat(), random.nextFloat(), random.nextFloat(), 1};
                loader.node(id, List.of(), Map.of(SimilarityQuery.DEFAULT_NAME, vector));
            }
            loader.commit(Progress.none());
        }
    }

    private static long indexed(Database db) {
        return db.statistics().vectorSpaces().stream()
                .mapToLong(VectorSpaceStatistics::indexed)
                .sum();
    }

    private static List<Snapshot.Operation> operations(Database db) {
        return db.snapshots().stream().map(Snapshot::operation).toList();
    }
}

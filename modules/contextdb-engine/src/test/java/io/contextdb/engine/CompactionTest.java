package io.contextdb.engine;

import static io.contextdb.testkit.Failures.assertCode;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.contextdb.api.BulkLoader;
import io.contextdb.api.ContextDB;
import io.contextdb.api.Database;
import io.contextdb.api.Direction;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.Progress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compactions give nodes other ordinals; bulk loads, which name nodes by them, begin before or after, and are right or refused. */
class CompactionTest {
    private static final int ROUNDS = 12;

    @TempDir
    Path directory;

    private Database open(String storage) {
        return ContextDB.open(directory.resolve("database"), Storages.options(storage));
    }

    /** A load that begins right after {@code compact()} has returned is over the compacted state, or is told to begin again. */
    @ParameterizedTest
    @MethodSource("io.contextdb.engine.Storages#names")
    void aLoadRightAfterACompactionNamesTheRightNodes(String storage) {
        try (Database db = open(storage)) {
            db.insertNode(1_000_000, List.of(), Map.of());
            for (int round = 1; round <= ROUNDS; round++) {
                db.insertNode(round, List.of(), Map.of());
                db.insertNode(1_000_000 + round, List.of(), Map.of());
                db.deleteNode(1_000_000 + round - 1);
                db.compact();
                load(db, round, 1_000_000 + round);
                assertEquals(
                        1_000_000 + round,
                        db.edges(round, Direction.OUTGOING).getFirst().to());
                db.detachDeleteNode(round);
            }
        }
    }

    private static void load(Database db, long from, long to) {
        try (BulkLoader loader = db.beginBulkLoad()) {
            loader.edge(from, to, loader.edgeType("KNOWS"));
            loader.commit(Progress.none());
        }
    }

    @ParameterizedTest
    @MethodSource("io.contextdb.engine.Storages#names")
    void aCompactionWaitsForNoLoadAndALoadForNoCompaction(String storage) {
        try (Database db = open(storage)) {
            db.insertNode(1, List.of(), Map.of());
            try (BulkLoader loader = db.beginBulkLoad()) {
                assertCode(ErrorCode.TRANSACTION_CONFLICT, db::compact);
                loader.node(2, List.of(), Map.of());
                // A checkpoint after a compaction is one more reason to remember when ordinals changed.
                db.createSnapshot();
                loader.edge(1, 2, loader.edgeType("KNOWS"));
                loader.commit(Progress.none());
            }
            db.compact();
            assertEquals(1, db.queryRelated(1, 1).size());
        }
    }
}

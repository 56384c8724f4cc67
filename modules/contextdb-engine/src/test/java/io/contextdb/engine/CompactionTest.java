package io.contextdb.engine;

import static io.contextdb.testkit.Failures.assertCode;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.BulkLoader;
import io.contextdb.api.ContextDB;
import io.contextdb.api.Database;
import io.contextdb.api.Direction;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.Progress;
import io.contextdb.api.SearchHits;
import io.contextdb.api.SimilarityQuery;
import io.contextdb.api.SnapshotDetails.DataFile;
import io.contextdb.engine.fixture.IndexFiles;
import io.contextdb.testkit.Seeds;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compactions give nodes other ordinals; bulk loads, which name nodes by them, begin before or after, and are right or
 * refused.
 */
class CompactionTest {
    private static final int ROUNDS = 12;
    private static final int ROWS = 1_500;
    /** Few enough that the file with the others is not written again for them. */
    private static final int MORE_ROWS = 400;

    @TempDir
    Path directory;

    private Database open(String storage) {
        return ContextDB.open(directory.resolve("database"), Storages.options(storage));
    }

    /**
     * A load that begins right after {@code compact()} has returned is over the compacted state, or is told to begin
     * again.
     */
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

    /**
     * Where no vector died, rows keep their places, so that vectors and index are kept and only what the index lacks is
     * built; the answers are those of the same vectors elsewhere.
     */
    @Test
    void vectorsAndIndexOfASpaceWithoutDeadRowsAreKept() {
        Random random = Seeds.random("vectorsAndIndexOfASpaceWithoutDeadRowsAreKept");
        List<float[]> vectors =
                Stream.generate(() -> vector(random)).limit(ROWS + MORE_ROWS).toList();
        try (Database db = open("mmap");
                Database other = ContextDB.open(directory.resolve("other"), Storages.options("mmap"))) {
            db.insertNode(1_000_000, List.of(), Map.of());
            insertVectors(db, vectors.subList(0, ROWS), 0);
            db.createSnapshot();
            insertVectors(db, vectors.subList(ROWS, vectors.size()), ROWS);
            db.deleteNode(1_000_000);
            insertVectors(other, vectors, 0);
            db.compact();
            other.compact();
            List<DataFile> kept = files(db, "index");
            // It does not show whether an index was built in one go or two.
            IndexFiles.assertSame(directory.resolve("other"), directory.resolve("database"));
            assertTrue(kept.getFirst().rows() > ROWS);
            assertEquals(1, files(db, "vectors").getFirst().createdBySnapshot());
            db.insertNode(1_000_001, List.of(), Map.of());
            db.deleteNode(1_000_001);
            db.compact();
            assertEquals(kept, files(db, "index"), "there was nothing to build");
            assertEquals(similar(other, vectors), similar(db, vectors));

            db.detachDeleteNode(1);
            db.compact();
            long newest = db.snapshots().getLast().id();
            for (String kind : List.of("vectors", "index")) {
                assertTrue(files(db, kind).stream().allMatch(file -> file.createdBySnapshot() == newest), kind);
            }
            assertEquals(vectors.size() - 1, files(db, "vectors").getFirst().rows());
            assertEquals(List.of(), db.verify(Progress.none()).problems());
        }
    }

    private static float[] vector(Random random) {
        return new float[] {random.nextFloat(), random.nextFloat(), random.nextFloat(), 1};
    }

    private static void insertVectors(Database db, List<float[]> vectors, int from) {
        db.execute(transaction -> {
            for (int i = 0; i < vectors.size(); i++) {
                transaction.insertNode(from + i + 1, List.of(), Map.of(SimilarityQuery.DEFAULT_NAME, vectors.get(i)));
            }
            return 0;
        });
    }

    private static List<DataFile> files(Database db, String kind) {
        return db.describe(db.snapshots().getLast().id()).files().stream()
                .filter(file -> file.kind().equals(kind))
                .toList();
    }

    private static List<Long> similar(Database db, List<float[]> vectors) {
        SearchHits hits = new SearchHits();
        List<Long> ids = new ArrayList<>();
        for (float[] vector : vectors.subList(0, 20)) {
            db.querySimilar(vector, SimilarityQuery.top(10), hits);
            for (int i = 0; i < hits.size(); i++) {
                ids.add(hits.id(i));
            }
        }
        return ids;
    }
}

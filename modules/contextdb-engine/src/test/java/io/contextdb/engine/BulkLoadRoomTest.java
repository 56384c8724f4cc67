package io.contextdb.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.BulkLoader;
import io.contextdb.api.ContextDbException;
import io.contextdb.api.Database;
import io.contextdb.api.DatabaseOptions;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.Progress;
import io.contextdb.api.ResourceLimits;
import io.contextdb.memory.OsFileSystem;
import io.contextdb.testkit.Seeds;
import io.contextdb.testkit.file.QuotaFileSystem;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A bulk load for which there is no room is refused before it is logged, so that nothing has changed and nobody has to
 * make room to open the database.
 */
class BulkLoadRoomTest {
    private static final int NODES = 2_000;
    private static final int EDGES = 9_000;
    private static final long QUOTA_MAX = 16L << 20;

    @TempDir
    private Path directory;

    @Test
    void aLoadIsDoneOrRefusedBeforeItIsLogged() {
        DatabaseOptions options =
                TestDatabases.options().resources(ResourceLimits.defaults().diskFreeBytes(0, 0));
        Random random = Seeds.random("aLoadIsDoneOrRefusedBeforeItIsLogged");
        int refused = 0;
        int done = 0;
        for (long quota = 256 << 10; quota < QUOTA_MAX; quota += quota / 12) {
            Path path = directory.resolve("db-" + quota);
            QuotaFileSystem disk = new QuotaFileSystem(new OsFileSystem(), quota);
            long nodes;
            try (Database db = TestDatabases.open(path, options, disk, 64 << 10)) {
                for (int round = 0; round < 2; round++) {
                    try {
                        load(db, round, random);
                        done++;
                    } catch (ContextDbException e) {
                        assertEquals(ErrorCode.DISK_FULL, e.code(), "quota " + quota + ": " + e);
                        refused++;
                    }
                }
                nodes = db.statistics().nodes();
                assertEquals(0, nodes % NODES);
            }
            try (Database db = TestDatabases.open(path, options, disk, 64 << 10)) {
                assertEquals(nodes, db.statistics().nodes(), "quota " + quota);
                assertTrue(db.verify(Progress.none()).sound());
            }
        }
        assertTrue(refused > 3 && done > 3, refused + " refused, " + done + " done");
    }

    private static void load(Database db, int round, Random random) {
        try (BulkLoader loader = db.beginBulkLoad()) {
            long first = (long) round * NODES;
            for (int i = 0; i < NODES; i++) {
                loader.node(first + i, List.of("Row"), Map.of("name", "row " + random.nextInt(), "weight", i));
                loader.vector(first + i, "place", new float[] {i, 1, 2, 3, 4, 5, 6, round});
            }
            int type = loader.edgeType("NEXT");
            for (int i = 0; i < EDGES; i++) {
                loader.edge(first + random.nextInt(NODES), first + random.nextInt(NODES), type);
            }
            loader.commit(Progress.none());
        }
    }
}

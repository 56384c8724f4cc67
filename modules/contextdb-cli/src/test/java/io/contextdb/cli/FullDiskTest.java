package io.contextdb.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.ContextDB;
import io.contextdb.api.Database;
import io.contextdb.api.EdgeTypes;
import io.contextdb.api.Progress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that ask go on asking where nothing more can be written. */
class FullDiskTest {
    private static final int MEGABYTES = 16;

    /** Enough for an index that is worth saving, and for a snapshot to be due. */
    private static final int NODES = 3_000;

    @TempDir
    private Path directory;

    private static void fill(Path home) {
        try (Database db = ContextDB.open(home)) {
            insert(db, 0);
            db.createSnapshot();
            insert(db, NODES);
        }
    }

    private static void insert(Database db, int first) {
        db.execute(transaction -> {
            for (int id = first; id < first + NODES; id++) {
                transaction.insertNode(
                        id, List.of("Point"), Map.of("name", "n" + id, "embedding", new float[] {id, 1}));
                if (id > 0) {
                    transaction.insertEdge(id, id - 1, EdgeTypes.LINKS);
                }
            }
            return true;
        });
        db.awaitIndexes(Progress.none());
    }

    @Test
    void commandsThatReadWarnAndGoOn() throws Exception {
        Optional<SmallDisk> mounted = SmallDisk.at(directory.resolve("disk"), MEGABYTES);
        Assumptions.assumeTrue(mounted.isPresent(), "this process may not mount a tmpfs");
        try (SmallDisk disk = mounted.get()) {
            String home = directory.resolve("disk/db").toString();
            fill(Path.of(home));
            disk.fill();
            List<String> commands = List.of(
                    "get 5999",
                    "related 5999 --depth 2",
                    "path 5999 5990",
                    "similar 5999",
                    "hybrid 5999 --like 5000",
                    "stats",
                    "digest",
                    "verify",
                    "snapshot list",
                    "snapshot describe 1",
                    "get 7 --at 1",
                    "similar 7 --as-of 1",
                    "get 7 --read-only");
            for (String command : commands) {
                String[] words = (command + " --db " + home).split(" ");
                CommandRun run = CommandRun.of(words);
                assertEquals(0, run.code(), () -> command + ": " + run.err());
                assertTrue(!run.out().isEmpty(), command);
                assertTrue(
                        run.err()
                                .lines()
                                .allMatch(line -> line.startsWith("contextdb: warning: ") || line.startsWith("among ")),
                        () -> command + ": " + run.err());
            }
            CommandRun refused = CommandRun.of("snapshot", "create", "--db", home);
            assertEquals(74, refused.code(), refused::err);
        }
    }
}

package io.contextdb.engine.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.contextdb.api.Database;
import io.contextdb.api.DatabaseOptions;
import io.contextdb.api.Progress;
import io.contextdb.api.Snapshot;
import io.contextdb.api.spi.FileSystem;
import io.contextdb.engine.TestDatabases;
import io.contextdb.engine.model.GraphModel;
import io.contextdb.engine.model.ModelCheck;
import io.contextdb.testkit.Seeds;
import io.contextdb.testkit.file.ContentHash;
import io.contextdb.testkit.file.CrashReplay;
import io.contextdb.testkit.file.Damage;
import io.contextdb.testkit.file.MemoryFileSystem;
import io.contextdb.testkit.file.RecordingFileSystem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The machine stops after any change a script makes to the files, with every kind of damage to what was not synced: the
 * database opens, and holds every step that was acknowledged by then, and at most the next one.
 * {@code -Dcontextdb.images=1000000} tries every place instead of some.
 */
class DatabaseCrashTest {
    private static final int IMAGES = Integer.getInteger("contextdb.images", 250);
    private static final int STEPS = 45;
    private static final int SEGMENT_BYTES = 64 << 10;
    private static final Path HOME = Path.of("/database");

    /** The states after each step, and how many changes to the files there were when it was acknowledged. */
    private final List<GraphModel> models = new ArrayList<>();

    private final List<Integer> positions = new ArrayList<>();

    private static Database open(FileSystem files, DatabaseOptions options) {
        return TestDatabases.open(HOME, options, files, SEGMENT_BYTES);
    }

    @Test
    void everyCrashLeavesWhatWasAcknowledged() {
        long seed = Seeds.next("everyCrashLeavesWhatWasAcknowledged");
        Random random = new Random(seed);
        RecordingFileSystem files = new RecordingFileSystem(new MemoryFileSystem());
        runScript(files, random);
        CrashReplay replay = new CrashReplay(files.changes());
        int places = files.changes().size() * Damage.values().length;
        Set<ContentHash> images = new HashSet<>();
        int acknowledged = 0;
        while (replay.advance()) {
            while (acknowledged + 1 < positions.size() && positions.get(acknowledged + 1) <= replay.position()) {
                acknowledged++;
            }
            for (Damage damage : Damage.values()) {
                if (random.nextInt(places) < IMAGES) {
                    var image = replay.crash(damage, seed);
                    if (images.add(image.hash())) {
                        String where = damage + " at change " + replay.position() + " of "
                                + files.changes().size();
                        check(image.toFileSystem(), acknowledged, where, images.size() % 10 == 0);
                    }
                }
            }
        }
        System.out.println("DatabaseCrashTest " + files.changes().size() + " changes, " + images.size() + " images");
        assertTrue(images.size() > Math.min(IMAGES, places) / 10);
    }

    /** Segments are small, so that the log rotates and is truncated as well. */
    private void runScript(RecordingFileSystem files, Random random) {
        models.add(new GraphModel());
        positions.add(0);
        Script script = new Script(random.nextLong());
        Database db = open(files, TestDatabases.options());
        try {
            for (int step = 1; step <= STEPS; step++) {
                LiveTaker taker = new LiveTaker(db, notes -> {});
                models.add(script.next(models.getLast(), taker));
                positions.add(files.position());
                switch (random.nextInt(12)) {
                    case 0, 1 -> db.createSnapshot();
                    case 2 -> db.compact();
                    case 3 -> db.cleanup(2);
                    case 5 -> db.cleanup(3, Duration.ofMillis(1));
                    case 6 -> deleteOldest(db);
                    case 4 -> {
                        db.close();
                        db = open(files, TestDatabases.options());
                    }
                    default -> {}
                }
            }
        } finally {
            db.close();
        }
    }

    private static void deleteOldest(Database db) {
        List<Snapshot> snapshots = db.snapshots();
        if (snapshots.size() > 2) {
            db.deleteSnapshot(snapshots.getFirst().id());
        }
    }

    private void check(MemoryFileSystem disk, int acknowledged, String where, boolean thoroughly) {
        GraphModel before = models.get(acknowledged);
        GraphModel after = models.get(Math.min(acknowledged + 1, models.size() - 1));
        try (Database db = open(disk, TestDatabases.options())) {
            GraphModel found = GraphModel.of(db);
            if (!found.holdsSame(before) && !found.holdsSame(after)) {
                ModelCheck.assertSame(before, db);
                fail("the highest ids differ");
            }
            if (thoroughly) {
                checkThoroughly(found, db);
            }
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("after " + where + ", step " + acknowledged, e);
        }
    }

    /** The database is not only right but goes on. */
    private static void checkThoroughly(GraphModel found, Database db) {
        ModelCheck.assertSame(found, db);
        assertEquals(List.of(), db.verify(Progress.none()).problems());
        db.upsertNode(3, List.of("After"), Map.of("crash", true));
        db.createSnapshot();
        db.cleanup(0);
        assertEquals(List.of(), db.verify(Progress.none()).problems());
        assertTrue(db.findNode(3).orElseThrow().labels().contains("After"));
    }
}

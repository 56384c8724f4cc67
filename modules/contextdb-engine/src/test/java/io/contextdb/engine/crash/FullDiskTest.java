package io.contextdb.engine.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.BulkLoader;
import io.contextdb.api.ContextDbException;
import io.contextdb.api.Database;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.Health;
import io.contextdb.api.Progress;
import io.contextdb.testkit.file.FaultyFileSystem;
import io.contextdb.testkit.file.MemoryFileSystem;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * From a moment on the disk takes nothing more, and stays so: writes are refused, reads and closing go on, and once
 * there is room again the database opens with all that was acknowledged. {@code -Dcontextdb.stride=1} tries every
 * moment.
 */
class FullDiskTest {
    private static final int STRIDE = Integer.getInteger("contextdb.stride", 7);

    private static final int RESUMED_GROWTHS_MAX = 160;
    private static final int RESUMED_STRIDE = 13;
    /** The second after which a full disk is tried again is over when the guard looks at its clock the next time. */
    private static final long NANOS_BETWEEN_LOOKS = 1_000_000_000;

    /** The guard looks in a thread of its own; tests that wait for it have a time limit as well, in case it stops. */
    private static final long RESUME_LOOKS_MAX = 40;

    private static final Set<ErrorCode> REFUSALS =
            EnumSet.of(ErrorCode.DISK_FULL, ErrorCode.READ_ONLY, ErrorCode.FAILED, ErrorCode.COMMIT_PENDING);

    private final FaultScript script = new FaultScript();

    @Test
    void aDiskThatStaysFullTakesNothingThatWasAcknowledged() {
        int runs = 0;
        long growths = 0;
        while (!run(growths)) {
            growths += STRIDE;
            runs++;
        }
        System.out.println("FullDiskTest " + runs + " runs of " + growths + " writes");
        assertTrue(runs > 1);
    }

    /** Returns whether the disk had room for all. */
    private boolean run(long growths) {
        FaultyFileSystem files = new FaultyFileSystem(new MemoryFileSystem());
        files.diskFullAfter(growths);
        try {
            int done = untilFull(files);
            files.diskFree();
            try (Database db = FaultScript.open(files)) {
                int found = script.doneBy(FaultScript.digest(db));
                assertTrue(found >= done, "of " + done + " acknowledged steps " + found + " are there");
                for (int step = done; step < script.size(); step++) {
                    script.takeUnlessThere(db, step);
                }
                assertEquals(script.digest(script.size()), FaultScript.digest(db));
                assertEquals(List.of(), db.verify(Progress.none()).problems());
            }
            return done == script.size();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("with a disk that is full after " + growths + " writes", e);
        }
    }

    /**
     * Nobody has to open the database again: when its guard has looked at the clock a few times since there is room, it
     * takes the next step, and all others. An import that was logged when the disk became full is applied first.
     */
    @Test
    @Timeout(value = 300, unit = TimeUnit.SECONDS)
    void writingGoesOnByItselfWhenThereIsRoomAgain() throws InterruptedException {
        int resumed = 0;
        for (long growths = 0; growths < RESUMED_GROWTHS_MAX; growths += RESUMED_STRIDE) {
            FaultyFileSystem files = new FaultyFileSystem(new MemoryFileSystem());
            AtomicLong looks = new AtomicLong();
            try (Database db = FaultScript.open(files, () -> looks.incrementAndGet() * NANOS_BETWEEN_LOOKS)) {
                files.diskFullAfter(growths);
                int done = 0;
                while (done < script.size() && isTaken(db, done)) {
                    done++;
                }
                boolean importWaits = db.health().reason().contains("bulk load");
                assertTrue(!importWaits || script.isLoad(done), "step " + done + " is no import");
                files.diskFree();
                resumed += done < script.size() ? 1 : 0;
                long looksMax = looks.get() + RESUME_LOOKS_MAX;
                while (db.health().state() == Health.State.READ_ONLY) {
                    assertTrue(looks.get() < looksMax, "there is room again: " + db.health());
                    Thread.sleep(10);
                }
                assertTrue(!importWaits || script.digest(done + 1).equals(FaultScript.digest(db)), "not imported");
                while (done < script.size() && !isTaken(db, done)) {
                    assertTrue(looks.get() < looksMax, "writes are still refused: " + db.health());
                    Thread.sleep(10);
                }
                for (int step = done + 1; step < script.size(); step++) {
                    script.takeUnlessThere(db, step);
                }
                assertEquals(script.digest(script.size()), FaultScript.digest(db));
                assertEquals(List.of(), db.verify(Progress.none()).problems());
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("with a disk that is full after " + growths + " writes", e);
            }
        }
        assertTrue(resumed > 5, resumed + " resumed");
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void anImportThatIsInTheLogIsAppliedWhenThereIsRoomAgain() throws InterruptedException {
        FaultyFileSystem files = new FaultyFileSystem(new MemoryFileSystem());
        AtomicLong looks = new AtomicLong();
        try (Database db = FaultScript.open(files, () -> looks.incrementAndGet() * NANOS_BETWEEN_LOOKS)) {
            db.insertNode(1, List.of(), Map.of());
            ContextDbException refused = assertThrows(ContextDbException.class, () -> loadWhileTheDiskFills(db, files));
            assertEquals(ErrorCode.COMMIT_PENDING, refused.code(), refused::toString);
            requireRefusal(refused);
            assertEquals(Health.State.READ_ONLY, db.health().state());
            requireRefusal(assertThrows(ContextDbException.class, () -> db.insertNode(3, List.of(), Map.of())));
            assertEquals(1, db.statistics().nodes());
            files.diskFree();
            long looksMax = looks.get() + RESUME_LOOKS_MAX;
            while (db.health().state() == Health.State.READ_ONLY) {
                assertTrue(looks.get() < looksMax, "there is room again: " + db.health());
                Thread.sleep(10);
            }
            assertTrue(db.findNode(2).isPresent());
            db.insertNode(3, List.of(), Map.of());
        }
        try (Database db = FaultScript.open(files)) {
            assertEquals(3, db.statistics().nodes());
            assertEquals(List.of(), db.verify(Progress.none()).problems());
        }
    }

    /** Others fill the disk when the load is in the log already. */
    private static void loadWhileTheDiskFills(Database db, FaultyFileSystem files) {
        try (BulkLoader loader = db.beginBulkLoad()) {
            loader.node(2, List.of("Loaded"), Map.of());
            loader.commit((phase, done, total) -> {
                if (phase.equals("checking the load")) {
                    files.diskFull();
                }
            });
        }
    }

    /** Takes steps until the disk is full; returns how many were acknowledged. */
    private int untilFull(FaultyFileSystem files) {
        Database db;
        try {
            db = FaultScript.open(files);
        } catch (ContextDbException e) {
            assertEquals(ErrorCode.DISK_FULL, e.code(), e::toString);
            return 0;
        }
        int done = 0;
        try (db) {
            while (done < script.size() && isTaken(db, done)) {
                done++;
            }
            if (done < script.size()) {
                requireOnlyReads(db, done);
            }
        }
        return done;
    }

    private boolean isTaken(Database db, int step) {
        try {
            script.takeUnlessThere(db, step);
            return true;
        } catch (ContextDbException e) {
            requireRefusal(e);
            return false;
        }
    }

    private void requireOnlyReads(Database db, int done) {
        List<String> possible = List.of(script.digest(done), script.digest(done + 1));
        for (int i = 0; i < 3; i++) {
            long id = 5_000L + i;
            requireRefusal(assertThrows(ContextDbException.class, () -> db.insertNode(id, List.of(), Map.of())));
            requireRefusal(assertThrows(ContextDbException.class, db::createSnapshot));
            assertTrue(possible.contains(FaultScript.digest(db)), "it holds something else");
            assertEquals(List.of(), db.verify(Progress.none()).problems());
        }
    }

    private static void requireRefusal(ContextDbException e) {
        assertTrue(REFUSALS.contains(e.code()), e::toString);
        assertTrue(e.getMessage().contains("space") || e.getMessage().contains("full"), e::toString);
    }
}

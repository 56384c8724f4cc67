package io.contextdb.engine.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.Database;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.Health;
import io.contextdb.api.Progress;
import io.contextdb.testkit.file.CrashReplay;
import io.contextdb.testkit.file.Damage;
import io.contextdb.testkit.file.RecordingFileSystem;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The steps of a script, with a fault somewhere. The step it hits is refused or has taken effect, all reads go on, a
 * database that stopped goes on when it is opened again, and after the last step everything is there.
 */
final class FaultRun {
    /** The fault, what it stopped until the reopening, and one opening that it hit. */
    private static final int OPENINGS_MAX = 5;

    private static final int READS_MAX = 3;
    private static final long IMPORT_NANOS_MAX = 5_000_000_000L;

    private final FaultScript script;
    private final RecordingFileSystem files;
    private final Consumer<ContextDbException> expected;

    /**
     * A run over files.
     *
     * @param expected throws when an error is not one that the fault may cause
     */
    FaultRun(FaultScript script, RecordingFileSystem files, Consumer<ContextDbException> expected) {
        this.script = script;
        this.files = files;
        this.expected = expected;
    }

    /** Takes all steps. */
    void run() {
        int done = 0;
        for (int openings = 0; done < script.size(); openings++) {
            assertTrue(openings < OPENINGS_MAX, "it does not recover");
            done = runUntilStopped(done);
        }
    }

    /** After that the machine stops, and what was synced is all that is left. */
    void crash() {
        CrashReplay replay = new CrashReplay(files.changes());
        while (replay.advance()) {
            assert replay.position() > 0;
        }
        try (Database db = FaultScript.open(replay.crash(Damage.LOST, 0).toFileSystem())) {
            assertEquals(script.digest(script.size()), FaultScript.digest(db), "after a crash at the end");
            assertEquals(List.of(), db.verify(Progress.none()).problems());
        }
    }

    /** Opens the database and takes steps until one stops it; returns how many are done. */
    private int runUntilStopped(int done) {
        int next = done;
        Database db;
        try {
            db = FaultScript.open(files);
        } catch (ContextDbException e) {
            expected.accept(e);
            return done;
        }
        try {
            String found = read(() -> FaultScript.digest(db));
            assertTrue(script.doneBy(found) >= done, "acknowledged steps " + done + " are not all there");
            assertTrue(List.of(script.digest(done), script.digest(done + 1)).contains(found));
            for (int failures = 0; next < script.size() && failures < 2; ) {
                try {
                    script.takeUnlessThere(db, next);
                    next++;
                    failures = 0;
                } catch (ContextDbException e) {
                    expected.accept(e);
                    failures++;
                    awaitImport(db, e);
                }
                assertTrue(List.of(script.digest(next), script.digest(Math.min(next + 1, script.size())))
                        .contains(read(() -> FaultScript.digest(db))));
            }
        } finally {
            close(db);
        }
        return next;
    }

    /**
     * An import that is in the log and found no room is applied by and by; to ask for it again meanwhile would be a
     * conflict.
     */
    private static void awaitImport(Database db, ContextDbException failure) {
        long begin = System.nanoTime();
        while (failure.code() == ErrorCode.COMMIT_PENDING && db.health().state() == Health.State.READ_ONLY) {
            assertTrue(System.nanoTime() - begin < IMPORT_NANOS_MAX, () -> "still waiting: " + db.health());
            LockSupport.parkNanos(IMPORT_NANOS_MAX / 500);
        }
    }

    /** A read, which faults may hit as well. */
    private <T> T read(Supplier<T> read) {
        for (int failures = 0; ; failures++) {
            try {
                return read.get();
            } catch (ContextDbException e) {
                expected.accept(e);
                assertTrue(failures < READS_MAX, () -> "reads do not go on: " + e);
            }
        }
    }

    private void close(Database db) {
        try {
            db.close();
        } catch (ContextDbException e) {
            expected.accept(e);
        }
    }
}

package io.contextdb.engine.checkpoint;

import static io.contextdb.testkit.Failures.assertCode;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.CleanupReport;
import io.contextdb.api.ContextDB;
import io.contextdb.api.Database;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.spi.Storage;
import io.contextdb.api.spi.StorageContext;
import io.contextdb.engine.command.Command;
import io.contextdb.engine.fixture.Bundled;
import io.contextdb.testkit.file.MemoryFileSystem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CleanupsTest {
    private static final int AT_ONCE = 300;
    private static final Path HOME = Path.of("/database");
    private static final CleanupReport NOTHING = new CleanupReport(0, 0, 0);

    @TempDir
    private Path directory;

    @Test
    void everyOneOfManyAtOnceIsAnswered() throws Exception {
        try (Database db = ContextDB.open(directory);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 1; i <= 5; i++) {
                db.insertNode(i, List.of(), Map.of());
                db.createSnapshot();
            }
            List<Callable<CleanupReport>> calls = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                calls.add(() -> db.cleanup(3, Duration.ZERO));
            }
            int deleted = 0;
            for (Future<CleanupReport> call : threads.invokeAll(calls, 1, TimeUnit.MINUTES)) {
                deleted += call.get().snapshotsDeleted();
            }
            assertEquals(2, deleted);
            assertEquals(3, db.snapshots().size());
            assertCode(ErrorCode.INVALID_ARGUMENT, () -> db.deleteSnapshot(5));
        }
    }

    private Storage storage() {
        return Bundled.storage("memory").open(new StorageContext(HOME, new MemoryFileSystem()));
    }

    private static void add(Cleanups cleanups, long index) {
        cleanups.add(index, 0, new Command.Cleanup(2, 0));
    }

    /** As when the log is replayed. */
    @Test
    void reportsThatNobodyComesForGoWhenOthersFollow() {
        try (Storage storage = storage()) {
            Cleanups cleanups = new Cleanups(storage, new SnapshotCatalog(storage));
            int last = Cleanups.REPORTS_MAX + 1;
            for (long index = 1; index <= last; index++) {
                add(cleanups, index);
                cleanups.run(index);
            }
            assertTrue(assertCode(ErrorCode.FAILED, () -> cleanups.await(1))
                    .getMessage()
                    .contains("what it did is not known any more"));
            assertEquals(NOTHING, cleanups.await(2));
            assertEquals(NOTHING, cleanups.await(last));
        }
    }

    @Test
    void noReportGoesBeforeItsCleanupIsDone() {
        try (Storage storage = storage()) {
            Cleanups cleanups = new Cleanups(storage, new SnapshotCatalog(storage));
            int last = Cleanups.REPORTS_MAX + 100;
            for (long index = 1; index <= last; index++) {
                add(cleanups, index);
            }
            cleanups.run(last);
            assertEquals(NOTHING, cleanups.await(1));
            assertEquals(NOTHING, cleanups.await(last));
        }
    }
}

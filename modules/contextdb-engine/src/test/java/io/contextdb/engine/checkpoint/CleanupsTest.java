package io.contextdb.engine.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.contextdb.api.CleanupReport;
import io.contextdb.api.ContextDB;
import io.contextdb.api.ContextDbException;
import io.contextdb.api.Database;
import io.contextdb.api.ErrorCode;
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
            ContextDbException refused = assertThrows(ContextDbException.class, () -> db.deleteSnapshot(5));
            assertEquals(ErrorCode.INVALID_ARGUMENT, refused.code());
        }
    }
}

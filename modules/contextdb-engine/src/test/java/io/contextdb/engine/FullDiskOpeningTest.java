package io.contextdb.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.Database;
import io.contextdb.api.DatabaseOptions;
import io.contextdb.api.PastState;
import io.contextdb.api.Progress;
import io.contextdb.testkit.file.FaultyFileSystem;
import io.contextdb.testkit.file.MemoryFileSystem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A database is opened and read on a full disk, whatever would be due there: a snapshot, a checkpoint, an index to
 * save.
 */
class FullDiskOpeningTest {
    private static final Path HOME = Path.of("/database");
    private static final int SEGMENT_BYTES = 64 << 10;

    /** More than make an index worth saving. */
    private static final int NODES = 1_200;

    /** What a full disk refuses. */
    enum Refused {
        /** Files that grow. */
        GROWTH {
            @Override
            void fill(FaultyFileSystem disk) {
                disk.diskFull();
            }
        },
        /** Whatever is written, on file systems that never write over what they have. */
        EVERYTHING {
            @Override
            void fill(FaultyFileSystem disk) {
                disk.diskFullAfter(0);
            }
        };

        abstract void fill(FaultyFileSystem disk);
    }

    private static Database open(FaultyFileSystem disk, DatabaseOptions options) {
        return TestDatabases.open(HOME, options, disk, SEGMENT_BYTES);
    }

    private static void insert(Database db, int first) {
        db.execute(transaction -> {
            for (int id = first; id < first + NODES; id++) {
                transaction.insertNode(id, List.of("Point"), Map.of("embedding", new float[] {id, 1}));
            }
            return true;
        });
        db.awaitIndexes(Progress.none());
    }

    /**
     * Half of it is in the log only, with an entry behind it that asks for a snapshot, which found the disk full.
     *
     * @param killed whether the process ended without closing it
     */
    private static FaultyFileSystem filled(boolean killed) {
        MemoryFileSystem memory = new MemoryFileSystem();
        FaultyFileSystem disk = new FaultyFileSystem(memory);
        MemoryFileSystem left;
        try (Database db = open(disk, TestDatabases.options())) {
            insert(db, 0);
            db.createSnapshot();
            insert(db, NODES);
            disk.diskFull();
            assertThrows(ContextDbException.class, db::createSnapshot);
            left = memory.copy();
        }
        return new FaultyFileSystem(killed ? left : memory);
    }

    /**
     * The log of a process that was killed is mended by writing over its end: that cannot be done where nothing is ever
     * written over.
     */
    @ParameterizedTest
    @CsvSource({"GROWTH,false", "GROWTH,true", "EVERYTHING,false"})
    void isOpenedReadAndClosed(Refused refused, boolean killed) throws InterruptedException {
        FaultyFileSystem disk = filled(killed);
        // Checkpoints are due all the time.
        DatabaseOptions options = TestDatabases.options().checkpointInterval(Duration.ofMillis(1));
        refused.fill(disk);
        for (int round = 0; round < 2; round++) {
            try (Database db = open(disk, options)) {
                for (int look = 0; look < 3; look++) {
                    assertEquals(2 * NODES, db.statistics().nodes());
                    assertTrue(db.findNode(2 * NODES - 1).isPresent());
                    assertEquals(5, db.querySimilar(new float[] {1, 1}, 5).size());
                    Thread.sleep(400);
                }
                try (PastState past = db.at(1)) {
                    assertEquals(NODES, past.statistics().nodes());
                }
                assertTrue(db.verify(Progress.none()).sound());
            }
        }
        disk.diskFree();
        try (Database db = open(disk, TestDatabases.options())) {
            insert(db, 2 * NODES);
            db.createSnapshot();
            assertEquals(3 * NODES, db.statistics().nodes());
        }
    }
}

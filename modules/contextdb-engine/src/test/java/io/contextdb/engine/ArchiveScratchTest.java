package io.contextdb.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.Progress;
import io.contextdb.api.PushReport;
import io.contextdb.api.spi.FileSystem;
import io.contextdb.archive.Archive;
import io.contextdb.engine.fixture.BreakingStore;
import io.contextdb.memory.OsFileSystem;
import io.contextdb.memory.ReadOnlyFileSystem;
import io.contextdb.testkit.file.QuotaFileSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The directory in which a push packs files, and what becomes of pushes that cannot have one. */
class ArchiveScratchTest extends ArchiveFixture {
    /** A database on a disk without room can be backed up, which is when it is needed. */
    @Test
    void aFullDiskIsPushedAsItIs() {
        for (long room : new long[] {0, 100, 10_000}) {
            away = directory.resolve("away-" + room);
            assertPushed(new QuotaFileSystem(new OsFileSystem(), room));
        }
    }

    /** So can one that can only be read. */
    @Test
    void aReadOnlyDirectoryIsPushedAsItIs() {
        assertPushed(new ReadOnlyFileSystem(new OsFileSystem()));
    }

    private void assertPushed(FileSystem files) {
        BreakingStore store = store();
        Path restored = directory.resolve(away.getFileName() + "-restored");
        try (Archive archive = over(store, files)) {
            PushReport report = archive.push(home, NEWEST, Progress.none());
            assertTrue(report.filesSent() > 0);
            assertTrue(store.takePut().stream()
                    .anyMatch(key -> key.startsWith(Archive.DATA_FOLDER + "nodes/") && key.endsWith(".cdb")));
            assertFalse(Files.exists(home.resolve("push")));
        }
        try (var archive = archive()) {
            archive.restore(NEWEST, restored, Progress.none());
        }
        assertEquals(digest(home), digest(restored));
    }

    /** What killed pushes left goes with the next one, and what a living one is writing stays. */
    @Test
    void whatKilledPushesLeftIsDeleted() throws Exception {
        Path dead = leave("dead");
        Path killedEarly = Files.createDirectories(home.resolve("push/early"));
        Path living = leave("living");
        Path strange = Files.writeString(home.resolve("push/notes.txt"), "mine");
        AutoCloseable lock = new OsFileSystem().lock(living.resolve("LOCK"));
        try (Archive archive = over(store())) {
            archive.push(home, NEWEST, Progress.none());
            assertFalse(Files.exists(dead));
            assertFalse(Files.exists(killedEarly));
            assertTrue(Files.exists(living.resolve("nodes-node-000001.cdb")));
            assertTrue(Files.exists(strange));
            try (var entries = Files.list(home.resolve("push"))) {
                assertEquals(2, entries.count());
            }
        } finally {
            lock.close();
        }
    }

    private Path leave(String name) throws IOException {
        Path left = Files.createDirectories(home.resolve("push").resolve(name));
        Files.writeString(left.resolve("nodes-node-000001.cdb"), "the beginning of a packed file");
        Files.writeString(left.resolve("LOCK"), "");
        return left;
    }
}

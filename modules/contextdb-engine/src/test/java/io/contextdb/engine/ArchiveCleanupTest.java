package io.contextdb.engine;

import static io.contextdb.testkit.Failures.assertCode;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.ArchiveCleanupReport;
import io.contextdb.api.ArchiveOptions;
import io.contextdb.api.CleanupReport;
import io.contextdb.api.ContextDB;
import io.contextdb.api.ContextDbException;
import io.contextdb.api.Database;
import io.contextdb.api.DatabaseOptions;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.Progress;
import io.contextdb.api.SnapshotArchive;
import io.contextdb.archive.Archive;
import io.contextdb.engine.fixture.BreakingStore;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Old snapshots of an archive, and files that no snapshot names any more. */
class ArchiveCleanupTest extends ArchiveFixture {
    @Test
    void whatACleanupTookMeanwhileIsSentAgain() {
        BreakingStore store = store();
        try (Archive archive = over(store)) {
            store.beforeCommit(() -> {
                archive.cleanup(1, Duration.ZERO);
                now = now.plusSeconds(1);
                ArchiveCleanupReport report = archive.cleanup(1, Duration.ZERO);
                assertEquals(0, report.filesWaiting());
            });
            archive.push(home, NEWEST, Progress.none());
            archive.plan(NEWEST, directory.resolve("fetched")).run(Progress.none());
        }
    }

    /** Pushes two snapshots, of which the second is compacted and shares no file of nodes with the first. */
    private void pushTwoGenerations(Archive archive) {
        archive.push(home, NEWEST, Progress.none());
        try (Database db = open(home)) {
            change(db, 3_001, 10);
            db.compact();
        }
        archive.push(home, NEWEST, Progress.none());
    }

    /** A clock that was ahead for one cleanup does not keep files until its time has come. */
    @Test
    void aClockThatWasAheadKeepsNothing() {
        BreakingStore store = store();
        try (Archive archive = over(store)) {
            pushTwoGenerations(archive);
            now = now.plus(Duration.ofDays(30_000));
            assertTrue(archive.cleanup(1, Duration.ofDays(1)).filesWaiting() > 0);
            now = now.minus(Duration.ofDays(29_999));
            assertTrue(archive.cleanup(1, Duration.ofDays(1)).filesWaiting() > 0);
            now = now.plus(Duration.ofDays(2));
            ArchiveCleanupReport late = archive.cleanup(1, Duration.ofDays(1));
            assertTrue(late.filesDeleted() > 0, late::toString);
            assertEquals(0, late.filesWaiting());
        }
    }

    @Test
    void filesStayForAGracePeriodFromWhenTheyLoseTheirName() {
        BreakingStore store = store();
        try (Archive archive = over(store)) {
            pushTwoGenerations(archive);
            now = now.plus(Duration.ofDays(30));
            assertEquals(0, archive.cleanup(2, Duration.ofDays(1)).filesWaiting());
            archive.cleanup(2, Duration.ofSeconds(Long.MAX_VALUE));
            ArchiveCleanupReport first = archive.cleanup(1, Duration.ofDays(1));
            assertEquals(1, first.snapshotsDeleted());
            assertEquals(0, first.filesDeleted());
            assertTrue(first.filesWaiting() > 0, first::toString);
            now = now.plus(Duration.ofHours(23));
            assertEquals(0, archive.cleanup(1, Duration.ofDays(1)).filesDeleted());
            now = now.plus(Duration.ofHours(2));
            ArchiveCleanupReport last = archive.cleanup(1, Duration.ofDays(1));
            assertEquals(first.filesWaiting(), last.filesDeleted());
            assertTrue(last.bytesFreed() > 0, last::toString);
            assertEquals(0, last.filesWaiting());
            archive.plan(NEWEST, directory.resolve("fetched")).run(Progress.none());
            assertCode(ErrorCode.INVALID_ARGUMENT, () -> archive.cleanup(0, Duration.ofDays(1)));
        }
    }

    /** The archive's place is taken by a file at first, so nothing can be sent. */
    @Test
    void createSnapshotSendsAndACleanupTellsOfBoth() throws IOException {
        Files.writeString(away, "in the way");
        DatabaseOptions options = TestDatabases.options().archive(Optional.of(ArchiveOptions.at(away.toUri())));
        List<Long> made = new ArrayList<>();
        try (Database db = ContextDB.open(home, options);
                SnapshotArchive archive = archive()) {
            change(db, 3_001, 10);
            ContextDbException failed = assertThrows(ContextDbException.class, db::createSnapshot);
            assertTrue(String.valueOf(failed.getMessage()).contains("was made and is valid"), failed::getMessage);
            made.add(db.snapshots().getLast().id());
            Files.delete(away);
            for (int i = 0; i < 2; i++) {
                change(db, 3_011 + i, 1);
                made.addFirst(db.createSnapshot().id());
            }
            assertEquals(
                    made,
                    archive.snapshots().stream()
                            .map(found -> found.snapshot().id())
                            .toList());
            CleanupReport report = db.cleanup(2);
            // One more when the database has made a snapshot of its own accord.
            assertTrue(report.snapshotsDeleted() >= 2, report::toString);
            assertEquals(1, report.archive().orElseThrow().snapshotsDeleted());
            archive.restore(NEWEST, directory.resolve("restored"), Progress.none());
        }
        assertEquals(digest(home), digest(directory.resolve("restored")));
    }
}

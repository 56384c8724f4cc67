package io.contextdb.engine;

import static io.contextdb.testkit.Failures.assertCode;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.ArchiveOptions;
import io.contextdb.api.ArchivedSnapshot;
import io.contextdb.api.ContextDB;
import io.contextdb.api.ContextDbException;
import io.contextdb.api.Database;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.Progress;
import io.contextdb.api.PushReport;
import io.contextdb.api.RestoreReport;
import io.contextdb.api.SnapshotArchive;
import io.contextdb.archive.Archive;
import io.contextdb.engine.fixture.BreakingStore;
import io.contextdb.engine.fixture.DirectoryBytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Snapshots sent to an object store and brought back. */
class ArchiveTest extends ArchiveFixture {
    @ParameterizedTest
    @ValueSource(strings = {"none", "lz4"})
    void aRestoredDatabaseHoldsTheSameAndGoesOn(String codec) throws IOException {
        Path restored = directory.resolve("restored");
        List<String> phases = new ArrayList<>();
        try (SnapshotArchive archive =
                ContextDB.archive(ArchiveOptions.at(away.toUri()).codec(codec))) {
            PushReport pushed = archive.push(home, NEWEST, (phase, done, total) -> phases.add(phase + done + total));
            assertTrue(pushed.filesSent() > 5 && pushed.filesPresent() == 0, pushed::toString);
            assertTrue(phases.size() > pushed.filesSent(), phases::toString);
            assertEquals(
                    List.of(pushed.snapshot()),
                    archive.snapshots().stream().map(ArchivedSnapshot::snapshot).toList());
            RestoreReport report = archive.restore(NEWEST, restored, Progress.none());
            assertEquals(pushed.snapshot(), report.snapshot());
            assertEquals(pushed.filesSent(), report.files());
            assertEquals(pushed.bytesSent(), report.bytes());
        }
        try (Stream<Path> files = Files.walk(away)) {
            List<String> packed = files.map(Path::toString)
                    .filter(name -> name.endsWith(".packed"))
                    .toList();
            assertEquals(codec.equals("none"), packed.isEmpty(), packed::toString);
            assertTrue(packed.stream().noneMatch(name -> name.contains(".blob")), packed::toString);
        }
        DirectoryBytes.dataOf(home).assertSame(DirectoryBytes.dataOf(restored));
        assertEquals(digest(home), digest(restored));
        try (Database db = open(restored)) {
            assertEquals(3_000, db.statistics().nodes());
            change(db, 3_001, 10);
        }
        try (Database db = open(home)) {
            change(db, 3_001, 10);
        }
        assertEquals(digest(home), digest(restored));
    }

    @Test
    void onlyNewFilesAreSent() {
        try (SnapshotArchive archive = archive()) {
            PushReport first = archive.push(home, NEWEST, Progress.none());
            assertEquals(0, archive.push(home, NEWEST, Progress.none()).filesSent());
            try (Database db = open(home)) {
                change(db, 3_001, 10);
                db.createSnapshot();
            }
            PushReport second = archive.push(home, NEWEST, Progress.none());
            assertTrue(second.filesPresent() > 0, second::toString);
            assertTrue(second.bytesSent() < first.bytesSent(), first + " then " + second);
            List<Long> ids = archive.snapshots().stream()
                    .map(found -> found.snapshot().id())
                    .toList();
            assertEquals(List.of(second.snapshot().id(), first.snapshot().id()), ids);
            archive.restore(OptionalLong.of(first.snapshot().id()), directory.resolve("older"), Progress.none());
            archive.restore(NEWEST, directory.resolve("newer"), Progress.none());
        }
        assertEquals(digest(home), digest(directory.resolve("newer")));
        try (Database db = open(directory.resolve("older"))) {
            assertEquals(3_000, db.statistics().nodes());
        }
    }

    /** The same snapshot from two copies is no conflict: both did the same work. */
    @Test
    void theSameSnapshotTwiceIsNoConflict() throws IOException {
        Path copy = copyOf(home);
        BreakingStore store = store();
        try (Archive archive = over(store);
                SnapshotArchive rival = archive()) {
            store.beforeCommit(() -> rival.push(copy, NEWEST, Progress.none()));
            archive.push(home, NEWEST, Progress.none());
            assertEquals(1, archive.snapshots().size());
        }
    }

    @Test
    void whatIsMissingIsNamed() {
        ContextDbException codec = assertCode(
                ErrorCode.PROVIDER_NOT_FOUND,
                () -> ContextDB.archive(ArchiveOptions.at(away.toUri()).codec("zstd")));
        assertTrue(String.valueOf(codec.getMessage()).contains("'zstd'; there are [lz4, none]"), codec::getMessage);
        ContextDbException store = assertCode(
                ErrorCode.PROVIDER_NOT_FOUND,
                () -> ContextDB.archive(
                        ArchiveOptions.of(Map.of("s3_bucket", "people", "s3_secret_access_key", "hidden"))
                                .orElseThrow()));
        assertTrue(String.valueOf(store.getMessage()).contains("s3"), store::getMessage);
        assertFalse(store.getMessage().contains("hidden"), store::getMessage);
        try (SnapshotArchive archive = archive()) {
            assertCode(
                    ErrorCode.FILE_NOT_FOUND, () -> archive.restore(NEWEST, directory.resolve("x"), Progress.none()));
            assertCode(ErrorCode.FILE_NOT_FOUND, () -> archive.push(home, OptionalLong.of(99), Progress.none()));
        }
    }
}

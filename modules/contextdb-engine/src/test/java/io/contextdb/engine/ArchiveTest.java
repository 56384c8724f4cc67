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

    /** Both send their files before either has its document there. */
    @Test
    void whatALoserPutInTheWayOfTheWinnerIsSentAgain() throws IOException {
        Path copy = diverged();
        BreakingStore store = store();
        BreakingStore other = store();
        try (Archive archive = over(store);
                Archive rival = over(other)) {
            other.beforeCommit(ArchiveTest::kill);
            store.beforeCommit(
                    () -> assertCode(ErrorCode.STORE_UNAVAILABLE, () -> rival.push(copy, NEWEST, Progress.none())));
            archive.push(home, NEWEST, Progress.none());
            assertEquals(List.of(), archive.verify(Progress.none()).problems());
            other.takePut();
            assertCode(ErrorCode.ALREADY_EXISTS, () -> rival.push(copy, NEWEST, Progress.none()));
            assertEquals(List.of(), other.takePut());
        }
        try (SnapshotArchive archive = archive()) {
            archive.restore(NEWEST, directory.resolve("restored"), Progress.none());
        }
        assertEquals(digest(home), digest(directory.resolve("restored")));
    }

    /** What an interrupted push left is found there by the next one, and replaced before that one commits. */
    @Test
    void whatALoserPutInPlaceOfFilesThatWereThereIsSentAgain() throws IOException {
        Path copy = diverged();
        BreakingStore store = store();
        BreakingStore other = store();
        try (Archive archive = over(store);
                Archive rival = over(other)) {
            store.beforeCommit(ArchiveTest::kill);
            assertCode(ErrorCode.STORE_UNAVAILABLE, () -> archive.push(home, NEWEST, Progress.none()));
            store.takePut();
            other.beforeCommit(ArchiveTest::kill);
            store.beforeCommit(() -> {
                assertEquals(List.of(), store.takePut());
                assertCode(ErrorCode.STORE_UNAVAILABLE, () -> rival.push(copy, NEWEST, Progress.none()));
            });
            archive.push(home, NEWEST, Progress.none());
            assertEquals(List.of(), archive.verify(Progress.none()).problems());
        }
    }

    /** The loser's file has been on its way since before the winner began, and ends after the winner has looked. */
    @Test
    void whatALoserPutLaterIsFoundAndMendedByPushingAgain() throws IOException {
        BreakingStore store = store();
        BreakingStore other = store();
        try (Archive archive = over(store);
                Archive rival = over(other)) {
            archive.push(home, NEWEST, Progress.none());
            Path copy = diverged();
            other.beforePut(() -> archive.push(home, NEWEST, Progress.none()));
            assertCode(ErrorCode.ALREADY_EXISTS, () -> rival.push(copy, NEWEST, Progress.none()));
            assertEquals(1, other.takePut().size());
            assertEquals(1, archive.verify(Progress.none()).problems().size());
            PushReport again = archive.push(home, NEWEST, Progress.none());
            assertEquals(1, again.filesSent(), again::toString);
            assertEquals(List.of(), archive.verify(Progress.none()).problems());
        }
    }

    @Test
    void ofTwoWritersOneWins() throws IOException {
        Path copy = copyOf(home);
        Path other = directory.resolve("other");
        for (Path path : List.of(home, copy, other)) {
            try (Database db = open(path)) {
                change(db, path.equals(other) ? 1 : 3_001, path.equals(home) ? 1 : 2);
                db.createSnapshot();
            }
        }
        BreakingStore store = store();
        try (Archive archive = over(store);
                SnapshotArchive rival = archive()) {
            store.beforeCommit(() -> rival.push(copy, NEWEST, Progress.none()));
            ContextDbException lost =
                    assertCode(ErrorCode.ALREADY_EXISTS, () -> archive.push(home, NEWEST, Progress.none()));
            assertTrue(String.valueOf(lost.getMessage()).contains("different ways"), lost::getMessage);
            String database = rival.snapshots().getFirst().database();
            assertTrue(lost.getMessage().contains(database), lost::getMessage);
            ContextDbException foreign =
                    assertCode(ErrorCode.ALREADY_EXISTS, () -> rival.push(other, NEWEST, Progress.none()));
            assertTrue(foreign.getMessage().contains("another database"), foreign::getMessage);
            rival.restore(NEWEST, directory.resolve("restored"), Progress.none());
        }
        assertEquals(digest(copy), digest(directory.resolve("restored")));
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

    private static void kill() {
        throw new ContextDbException(ErrorCode.STORE_UNAVAILABLE, "the test has killed who pushes");
    }

    /** Another copy of the database; each has a snapshot of the same number and other content. */
    private Path diverged() throws IOException {
        Path copy = copyOf(home);
        for (Path path : List.of(home, copy)) {
            try (Database db = open(path)) {
                change(db, 3_001, path.equals(home) ? 100 : 200);
                db.createSnapshot();
            }
        }
        return copy;
    }

    private Path copyOf(Path path) throws IOException {
        Path copy = directory.resolve("copy");
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted().toList()) {
                Files.copy(file, copy.resolve(path.relativize(file).toString()));
            }
        }
        return copy;
    }
}

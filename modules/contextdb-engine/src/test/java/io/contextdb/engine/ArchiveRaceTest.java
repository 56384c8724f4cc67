package io.contextdb.engine;

import static io.contextdb.testkit.Failures.assertCode;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.Database;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.Progress;
import io.contextdb.api.SnapshotArchive;
import io.contextdb.api.spi.SnapshotDocuments;
import io.contextdb.archive.Archive;
import io.contextdb.engine.fixture.BreakingStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two that push to one archive at once: one wins, and what it sent is whole, whatever the other one sends and when. */
@SuppressWarnings("NullAway.Init") // set by JUnit
class ArchiveRaceTest extends ArchiveFixture {
    private static final String FILES = "data/";
    private static final String DOCUMENTS = SnapshotDocuments.FOLDER + "/" + SnapshotDocuments.FILE_PREFIX;

    /** A copy of the database that went another way since, up to a snapshot of the same number. */
    private Path copy;

    @BeforeEach
    void diverge() throws IOException {
        copy = copyOf(home);
        for (Path path : List.of(home, copy)) {
            try (Database db = open(path)) {
                change(db, 3_001, path.equals(home) ? 100 : 200);
                db.createSnapshot();
            }
        }
    }

    private static void push(Archive archive, Path path) {
        archive.push(path, NEWEST, Progress.none());
    }

    /** Restored, and verified, the archive holds what a directory does. */
    private void assertHolds(Path winner) {
        Path restored = directory.resolve("restored");
        try (SnapshotArchive archive = archive()) {
            assertEquals(List.of(), archive.verify(Progress.none()).problems());
            archive.restore(NEWEST, restored, Progress.none());
        }
        assertEquals(digest(winner), digest(restored));
    }

    /** The copy has its document there before the other's first file is sent, or right before its document is. */
    @ParameterizedTest
    @ValueSource(strings = {FILES, DOCUMENTS})
    void theFirstDocumentWins(String moment) {
        BreakingStore store = store();
        try (Archive archive = over(store);
                Archive rival = over(store())) {
            store.before(moment, () -> push(rival, copy));
            ContextDbException lost = assertCode(ErrorCode.ALREADY_EXISTS, () -> push(archive, home));
            assertTrue(String.valueOf(lost.getMessage()).contains("different ways"), lost::getMessage);
            String database = rival.snapshots().getFirst().database();
            assertTrue(lost.getMessage().contains(database), lost::getMessage);
            store.takePut();
            assertCode(ErrorCode.ALREADY_EXISTS, () -> push(archive, home));
            assertEquals(List.of(), store.takePut());
        }
        assertHolds(copy);
    }

    /** The copy's files come before or after the other's, and its document never. */
    @ParameterizedTest
    @ValueSource(strings = {FILES, DOCUMENTS})
    void whatALoserLeavesHarmsNobodyAndIsPruned(String moment) throws IOException {
        BreakingStore store = store();
        BreakingStore other = store();
        try (Archive archive = over(store);
                Archive rival = over(other)) {
            other.beforeCommit(() -> {
                throw new ContextDbException(ErrorCode.STORE_UNAVAILABLE, "the test has killed the rival");
            });
            store.before(moment, () -> assertCode(ErrorCode.STORE_UNAVAILABLE, () -> push(rival, copy)));
            push(archive, home);
            List<String> left = new ArrayList<>(other.takePut());
            left.removeAll(store.takePut());
            assertFalse(left.isEmpty());
            assertHolds(home);
            archive.cleanup(1, Duration.ZERO);
            for (String key : left) {
                assertEquals(key.equals(SnapshotDocuments.ARCHIVE), Files.exists(away.resolve(key)), key);
            }
            assertEquals(List.of(), archive.verify(Progress.none()).problems());
        }
    }

    /** While one sends, the other one commits and goes on to its next snapshot. */
    @Test
    void theWinnerGoesOn() {
        BreakingStore store = store();
        try (Archive archive = over(store);
                Archive rival = over(store())) {
            store.beforeCommit(() -> {
                push(rival, copy);
                try (Database db = open(copy)) {
                    change(db, 3_201, 10);
                    db.createSnapshot();
                }
                push(rival, copy);
            });
            assertCode(ErrorCode.ALREADY_EXISTS, () -> push(archive, home));
        }
        assertHolds(copy);
    }

    /** Both find an empty place; whoever says first whose it is sends, the other one nothing. */
    @Test
    void anotherDatabaseIsRefusedBeforeItSends() {
        Path other = directory.resolve("other");
        try (Database db = open(other)) {
            change(db, 1, 10);
            db.createSnapshot();
        }
        BreakingStore store = store();
        BreakingStore others = store();
        try (Archive archive = over(store);
                Archive rival = over(others)) {
            rival.snapshots();
            store.before(SnapshotDocuments.ARCHIVE, () -> {
                others.beforeCommit(() -> {
                    throw new ContextDbException(ErrorCode.STORE_UNAVAILABLE, "the test has killed the rival");
                });
                assertCode(ErrorCode.STORE_UNAVAILABLE, () -> push(rival, other));
            });
            ContextDbException refused = assertCode(ErrorCode.ALREADY_EXISTS, () -> push(archive, home));
            assertTrue(String.valueOf(refused.getMessage()).contains("another database"), refused::getMessage);
            assertEquals(List.of(), store.takePut());
            assertEquals(List.of(), archive.snapshots());
            push(rival, other);
            assertCode(ErrorCode.ALREADY_EXISTS, () -> push(archive, home));
            assertEquals(List.of(), store.takePut());
        }
        assertHolds(other);
    }

    @Test
    void whoseArchiveItIsMustBeReadable() throws IOException {
        try (Archive archive = over(store())) {
            push(archive, home);
            Path owner = away.resolve(SnapshotDocuments.ARCHIVE);
            for (String content : List.of("", "database of somebody\n", "x".repeat(200))) {
                Files.writeString(owner, content);
                assertCode(ErrorCode.CORRUPTION, () -> push(archive, home));
            }
            Files.delete(owner);
            assertCode(ErrorCode.FILE_NOT_FOUND, () -> archive.cleanup(1, Duration.ZERO));
            push(archive, home);
            assertTrue(Files.exists(owner));
        }
    }
}

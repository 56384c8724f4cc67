package io.contextdb.engine;

import static io.contextdb.testkit.Failures.assertCode;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.ArchiveCleanupReport;
import io.contextdb.api.ArchiveOptions;
import io.contextdb.api.ContextDB;
import io.contextdb.api.Database;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.Progress;
import io.contextdb.api.SnapshotArchive;
import io.contextdb.archive.Archive;
import io.contextdb.engine.fixture.BreakingStore;
import io.contextdb.engine.fixture.Bundled;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Places that archives share with other files, and places that are none for an archive. */
class ArchivePlaceTest extends ArchiveFixture {
    private static final String DIGITS = "0123456789abcdef0123456789abcdef";

    /** What nobody may delete who cleans up an archive, though it looks much like what is there. */
    private static final List<String> FOREIGN = List.of(
            "photos/a.jpg",
            "nodes/node-000001.cdb",
            "notes.txt",
            "data/notes.txt",
            "data/nodes/node-000001.cdb",
            "data/nodes/node-000001.0123456789abcdef.cdb",
            "data/nodes/node-000001." + DIGITS + ".cdb.bak",
            "data/nodes/node-000001." + DIGITS.toUpperCase(Locale.ROOT) + ".cdb",
            "data/nodes/deeper/node-000001." + DIGITS + ".cdb",
            "data/2026/node-000001." + DIGITS + ".cdb",
            "metadata/notes.txt",
            "metadata/snapshot-0000001.json",
            "other/data/nodes/node-000001." + DIGITS + ".cdb");

    private static Map<String, String> contents(Path root) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(
                        root.relativize(file).toString(),
                        new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        return contents;
    }

    private void putForeign() throws IOException {
        for (String key : FOREIGN) {
            Path path = away.resolve(key);
            Files.createDirectories(path.getParent());
            Files.writeString(path, "of somebody else");
        }
    }

    @Test
    void aCleanupDeletesWhatPushesPutAndNothingElse() throws IOException {
        try (Archive archive = over(store());
                Archive nested = over(new BreakingStore(Bundled.objectStore(away.resolve("nested"))))) {
            archive.push(home, NEWEST, Progress.none());
            nested.push(home, NEWEST, Progress.none());
            try (Database db = open(away.resolve("db"))) {
                change(db, 1, 10);
                db.createSnapshot();
            }
            putForeign();
            Path left = away.resolve("data/nodes/node-999999." + DIGITS + ".cdb");
            Files.writeString(left, "of a push that was interrupted");
            Map<String, String> before = contents(away);
            now = now.plusSeconds(60);
            ArchiveCleanupReport report = archive.cleanup(1, Duration.ZERO);
            assertEquals(1, report.filesDeleted(), report::toString);
            assertFalse(Files.exists(left));
            Map<String, String> after = contents(away);
            before.remove(away.relativize(left).toString());
            after.remove("metadata/unnamed.txt");
            assertEquals(before, after);
            assertEquals(1, archive.snapshots().size());
        }
    }

    @Test
    void whereNothingWasPushedToNothingIsDeletedOrWritten() throws IOException {
        putForeign();
        Path lookalike = away.resolve("data/nodes/node-000001." + DIGITS + ".cdb");
        Files.writeString(lookalike, "of somebody else");
        Map<String, String> before = contents(away);
        try (SnapshotArchive archive = archive()) {
            assertEquals(0, archive.cleanup(1, Duration.ZERO).filesDeleted());
        }
        assertEquals(before, contents(away));
    }

    /** A store that has no directories, such as a bucket that a database was copied to. */
    @Test
    void aDatabaseIsNoArchive() throws IOException {
        Map<String, String> before = contents(home);
        try (Archive archive = over(new BreakingStore(Bundled.objectStore(home)))) {
            assertCode(ErrorCode.INVALID_ARGUMENT, () -> archive.push(home, NEWEST, Progress.none()));
            assertCode(ErrorCode.INVALID_ARGUMENT, () -> archive.cleanup(1, Duration.ZERO));
            assertCode(ErrorCode.INVALID_ARGUMENT, archive::snapshots);
            assertCode(ErrorCode.INVALID_ARGUMENT, () -> archive.verify(Progress.none()));
            assertCode(ErrorCode.INVALID_ARGUMENT, () -> archive.source(Progress.none()));
            assertCode(ErrorCode.INVALID_ARGUMENT, () -> archive.plan(NEWEST, directory.resolve("restored")));
        }
        assertEquals(before, contents(home));
    }

    @Test
    void databasesAndArchivesLieApart() throws IOException {
        Path other = directory.resolve("elsewhere/other");
        try (Database db = open(other)) {
            change(db, 1, 10);
            db.createSnapshot();
        }
        Path link = Files.createSymbolicLink(directory.resolve("link"), home);
        Map<String, String> before = contents(directory);
        for (Path place : List.of(
                home,
                home.resolve("metadata"),
                home.resolve("new/archive"),
                link,
                link.resolve("archive"),
                other.resolve("nodes"))) {
            URI location = place.toUri();
            assertCode(ErrorCode.INVALID_ARGUMENT, () -> ContextDB.archive(ArchiveOptions.at(location)));
        }
        for (Path above : List.of(directory, directory.resolve("elsewhere/.."))) {
            try (SnapshotArchive archive = ContextDB.archive(ArchiveOptions.at(above.toUri()))) {
                for (Path database : List.of(home, link, other)) {
                    assertCode(ErrorCode.INVALID_ARGUMENT, () -> archive.push(database, NEWEST, Progress.none()));
                }
            }
        }
        assertEquals(before, contents(directory));
        try (SnapshotArchive beside = ContextDB.archive(
                ArchiveOptions.at(directory.resolve("home-archive").toUri()))) {
            assertTrue(beside.push(link, NEWEST, Progress.none()).filesSent() > 0);
        }
    }
}

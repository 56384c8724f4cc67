package io.contextdb.engine;

import static io.contextdb.testkit.Failures.assertCode;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.ArchiveCleanupReport;
import io.contextdb.api.ArchiveOptions;
import io.contextdb.api.ArchivedSnapshot;
import io.contextdb.api.CleanupReport;
import io.contextdb.api.ContextDB;
import io.contextdb.api.ContextDbException;
import io.contextdb.api.Database;
import io.contextdb.api.DatabaseOptions;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.Progress;
import io.contextdb.api.PushReport;
import io.contextdb.api.RestoreReport;
import io.contextdb.api.SnapshotArchive;
import io.contextdb.api.VectorIndexOptions;
import io.contextdb.archive.Archive;
import io.contextdb.archive.Codecs;
import io.contextdb.engine.fixture.BreakingStore;
import io.contextdb.engine.fixture.Bundled;
import io.contextdb.engine.fixture.DirectoryBytes;
import io.contextdb.engine.open.RestoreDirectory;
import io.contextdb.memory.OsFileSystem;
import io.contextdb.testkit.Seeds;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Snapshots sent to an object store and brought back, whatever happens on the way. */
@SuppressWarnings("NullAway.Init") // set by JUnit
class ArchiveTest {
    private static final OptionalLong NEWEST = OptionalLong.empty();

    @TempDir
    private Path directory;

    private Path home;
    private Path away;
    private Instant now = Instant.now();

    @BeforeEach
    void makeDatabase() {
        home = directory.resolve("home");
        away = directory.resolve("away");
        try (Database db = open(home)) {
            db.createVectorIndex("embedding", VectorIndexOptions.of("flat"));
            change(db, 1, 3_000);
            db.createSnapshot();
        }
    }

    private static Database open(Path path) {
        return ContextDB.open(path, TestDatabases.options());
    }

    /** Adds nodes with properties, vectors, and an edge to the node before. */
    private static void change(Database db, long first, int nodes) {
        db.execute(transaction -> {
            for (long id = first; id < first + nodes; id++) {
                transaction.insertNode(id, List.of("Person"), Map.of("name", "person number " + id, "age", id % 90));
                if (id > 1) {
                    transaction.insertEdge(id, id - 1, "KNOWS");
                }
                transaction.insertVector(id, new float[] {id % 7, id % 11, 1});
            }
            return nodes;
        });
    }

    private SnapshotArchive archive() {
        return ContextDB.archive(ArchiveOptions.at(away.toUri()));
    }

    /** The archive over a store of the test's. */
    private Archive over(BreakingStore store) {
        return new Archive(
                store,
                Bundled.storage("mmap").documents().orElseThrow(),
                new Codecs(Bundled.codecs()),
                "lz4",
                1,
                new OsFileSystem(),
                () -> now);
    }

    private BreakingStore store() {
        return new BreakingStore(Bundled.objectStore(away));
    }

    private static String digest(Path path) {
        try (Database db = open(path)) {
            assertTrue(db.verify(Progress.none()).sound());
            return db.contentDigest(Progress.none());
        }
    }

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

    /** Wherever the process that pushes is killed: there is no snapshot, or all of it, and the next push goes on. */
    @Test
    void anInterruptedPushGoesOn() {
        BreakingStore store = store();
        try (Archive archive = over(store)) {
            int sent = 0;
            int requests = 0;
            boolean done = false;
            while (!done) {
                store.breakAfter(requests++);
                try {
                    archive.push(home, NEWEST, Progress.none());
                    done = true;
                } catch (ContextDbException e) {
                    assertEquals(ErrorCode.STORE_UNAVAILABLE, e.code(), e::getMessage);
                }
                store.breakAfter(Integer.MAX_VALUE);
                sent += store.takePut().size();
                if (!archive.snapshots().isEmpty()) {
                    Path restored = directory.resolve("restored-" + requests);
                    try (SnapshotArchive other = archive()) {
                        other.restore(NEWEST, restored, Progress.none());
                    }
                }
                assertFalse(Files.exists(home.resolve("push")));
            }
            assertTrue(requests > 15, "broken after " + requests + " requests at last");
            int objects = 1
                    + archive.fetch(NEWEST, directory.resolve("fetched"), Progress.none())
                            .report()
                            .files();
            assertEquals(objects, sent, "each object is sent once");
        }
    }

    /** Wherever a restore is killed: nobody opens what it leaves, and the next one goes on. */
    @Test
    void anInterruptedRestoreIsNoDatabaseAndGoesOn() {
        BreakingStore store = store();
        Path restored = directory.resolve("restored");
        try (Archive archive = over(store);
                SnapshotArchive whole = archive()) {
            PushReport pushed = whole.push(home, NEWEST, Progress.none());
            int fetched = 0;
            int requests = 0;
            for (boolean done = false; !done; requests++) {
                store.breakAfter(requests);
                try (RestoreDirectory target = RestoreDirectory.begin(restored, new OsFileSystem())) {
                    archive.fetch(NEWEST, target.path(), Progress.none());
                    done = true;
                } catch (ContextDbException e) {
                    assertEquals(ErrorCode.STORE_UNAVAILABLE, e.code(), e::getMessage);
                }
                assertCode(ErrorCode.NOT_A_DATABASE, () -> open(restored));
                fetched = files(restored);
            }
            assertTrue(requests > 10, "broken after " + requests + " requests at last");
            assertEquals(pushed.filesSent(), fetched);
            assertEquals(0, whole.restore(NEWEST, restored, Progress.none()).files());
            assertCode(ErrorCode.ALREADY_EXISTS, () -> whole.restore(NEWEST, restored, Progress.none()));
        }
        assertEquals(digest(home), digest(restored));
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
            archive.fetch(NEWEST, directory.resolve("fetched"), Progress.none());
        }
    }

    @Test
    void filesStayForAGracePeriodFromWhenTheyLoseTheirName() {
        BreakingStore store = store();
        try (Archive archive = over(store)) {
            archive.push(home, NEWEST, Progress.none());
            try (Database db = open(home)) {
                change(db, 3_001, 10);
                db.compact();
            }
            archive.push(home, NEWEST, Progress.none());
            now = now.plus(Duration.ofDays(30));
            assertEquals(0, archive.cleanup(2, Duration.ofDays(1)).filesWaiting());
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
            archive.fetch(NEWEST, directory.resolve("fetched"), Progress.none());
            assertCode(ErrorCode.INVALID_ARGUMENT, () -> archive.cleanup(0, Duration.ofDays(1)));
        }
    }

    /**
     * One byte of each object in turn: an error that names it; or the same database, where a damaged block decompresses to the same bytes all the same, as
     * a match in a run of equal bytes may; never another one.
     */
    @Test
    void damageInTheStoreIsFound() throws IOException {
        try (SnapshotArchive archive = archive()) {
            archive.push(home, NEWEST, Progress.none());
            String digest;
            try (Database db = open(home)) {
                digest = db.contentDigest(Progress.none());
            }
            Random random = Seeds.random("damageInTheStoreIsFound");
            int round = 0;
            for (Path object : objects()) {
                byte[] sound = Files.readAllBytes(object);
                byte[] damaged = sound.clone();
                damaged[random.nextInt(sound.length)] ^= (byte) (1 << random.nextInt(8));
                for (byte[] bad : List.of(damaged, Arrays.copyOf(sound, sound.length - 1))) {
                    Path restored = directory.resolve("restored-" + round++);
                    Files.write(object, bad);
                    if (refuses(archive, object, restored)) {
                        assertCode(ErrorCode.NOT_A_DATABASE, () -> open(restored));
                    } else {
                        assertTrue(bad == damaged, object + " is cut off");
                        try (Database db = open(restored)) {
                            assertEquals(digest, db.contentDigest(Progress.none()), object::toString);
                        }
                    }
                }
                Files.write(object, sound);
            }
            archive.restore(NEWEST, directory.resolve("last"), Progress.none());
        }
    }

    private static boolean refuses(SnapshotArchive archive, Path object, Path restored) {
        try {
            archive.restore(NEWEST, restored, Progress.none());
            return false;
        } catch (ContextDbException e) {
            assertTrue(
                    List.of(ErrorCode.CORRUPTION, ErrorCode.FILE_NOT_FOUND, ErrorCode.FORMAT_TOO_NEW)
                            .contains(e.code()),
                    object + ": " + e);
            return true;
        }
    }

    @Test
    void aDamagedDocumentIsPassedOver() throws IOException {
        try (SnapshotArchive archive = archive()) {
            long first = archive.push(home, NEWEST, Progress.none()).snapshot().id();
            try (Database db = open(home)) {
                change(db, 3_001, 10);
                db.createSnapshot();
            }
            long second = archive.push(home, NEWEST, Progress.none()).snapshot().id();
            Files.writeString(away.resolve("metadata/snapshot-00000" + second + ".json"), "{}");
            RestoreReport report = archive.restore(NEWEST, directory.resolve("restored"), Progress.none());
            assertEquals(first, report.snapshot().id());
            assertEquals(List.of(second), report.damaged());
            assertCode(
                    ErrorCode.CORRUPTION,
                    () -> archive.restore(OptionalLong.of(second), directory.resolve("other"), Progress.none()));
            assertCode(
                    ErrorCode.FILE_NOT_FOUND,
                    () -> archive.restore(OptionalLong.of(99), directory.resolve("other"), Progress.none()));
        }
    }

    /** A document with a good checksum, from somebody who wants to write elsewhere. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "../escaped.cdb",
                "/etc/escaped.cdb",
                "nodes/../../escaped.cdb",
                "nodes/%2e%2e/escaped.cdb",
                "metadata/FORMAT",
                "metadata/snapshot-000001.json",
                "contextdb.log",
                "nodes\\\\..\\\\escaped.cdb"
            })
    void pathsThatLeadElsewhereAreRefused(String path) throws Exception {
        try (SnapshotArchive archive = archive()) {
            archive.push(home, NEWEST, Progress.none());
            Path document = away.resolve("metadata/snapshot-000001.json");
            String text = Files.readString(document);
            String body = text.substring(0, text.lastIndexOf(",\n  \"checksum\""))
                    .replaceAll("nodes/node-[0-9]+\\.cdb", Matcher.quoteReplacement(path));
            String checksum = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8)));
            Files.writeString(document, body + ",\n  \"checksum\" : \"" + checksum + "\"\n}\n");
            ContextDbException e = assertCode(
                    ErrorCode.CORRUPTION,
                    () -> archive.restore(OptionalLong.of(1), directory.resolve("restored"), Progress.none()));
            assertTrue(
                    String.valueOf(e.getMessage()).contains("escaped")
                            || e.getMessage().contains(path),
                    e::getMessage);
        }
        try (Stream<Path> files = Files.walk(directory)) {
            assertTrue(files.noneMatch(file -> file.toString().contains("escaped")));
        }
    }

    @Test
    void linksInTheTargetAreRefused() throws IOException {
        Path restored = directory.resolve("restored");
        Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
        try (SnapshotArchive archive = archive()) {
            archive.push(home, NEWEST, Progress.none());
            try (RestoreDirectory target = RestoreDirectory.begin(restored, new OsFileSystem())) {
                Files.createSymbolicLink(target.path().resolve("nodes"), elsewhere);
            }
            assertCode(ErrorCode.INVALID_ARGUMENT, () -> archive.restore(NEWEST, restored, Progress.none()));
        }
        try (Stream<Path> files = Files.list(elsewhere)) {
            assertEquals(List.of(), files.toList());
        }
    }

    @Test
    void aDamagedFileIsNotSent() throws IOException {
        Path file;
        try (Stream<Path> files = Files.list(home.resolve("nodes"))) {
            file = files.findFirst().orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        try (SnapshotArchive archive = archive()) {
            ContextDbException e = assertCode(ErrorCode.CORRUPTION, () -> archive.push(home, NEWEST, Progress.none()));
            assertTrue(String.valueOf(e.getMessage()).contains(file.toString()), e::getMessage);
            assertEquals(List.of(), archive.snapshots());
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
            assertEquals(2, report.snapshotsDeleted());
            assertEquals(1, report.archive().orElseThrow().snapshotsDeleted());
            archive.restore(NEWEST, directory.resolve("restored"), Progress.none());
        }
        assertEquals(digest(home), digest(directory.resolve("restored")));
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

    /** How many data files a directory has. */
    private static int files(Path path) {
        return (int) DirectoryBytes.dataOf(path).paths().stream()
                .filter(name -> !name.contains("metadata") && !name.endsWith(".fetching"))
                .count();
    }

    private List<Path> objects() throws IOException {
        try (Stream<Path> files = Files.walk(away)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
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

package io.contextdb.engine;

import static io.contextdb.testkit.Failures.assertCode;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.ArchiveOptions;
import io.contextdb.api.ContextDB;
import io.contextdb.api.ContextDbException;
import io.contextdb.api.Database;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.Progress;
import io.contextdb.api.PushReport;
import io.contextdb.api.RestoreReport;
import io.contextdb.api.SnapshotArchive;
import io.contextdb.api.spi.SnapshotDocuments;
import io.contextdb.archive.Archive;
import io.contextdb.engine.fixture.BreakingStore;
import io.contextdb.engine.fixture.DirectoryBytes;
import io.contextdb.engine.open.RestoreDirectory;
import io.contextdb.memory.OsFileSystem;
import io.contextdb.testkit.Seeds;
import io.contextdb.testkit.file.QuotaFileSystem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is interrupted, damaged or forged on the way to an object store and back. */
class ArchiveFaultTest extends ArchiveFixture {
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
            int files = archive.plan(NEWEST, directory.resolve("fetched"))
                    .run(Progress.none())
                    .report()
                    .files();
            assertEquals(files + 2, sent, "each object is sent once");
            // The last push, which none of them broke, looked at each packed file.
            assertTrue(requests > files, "broken after " + requests + " requests at last");
        }
    }

    /** The thread that waits is interrupted while a file is read; the thread that reads goes on when it is told. */
    @Test
    void anInterruptedVerificationSaysSo() {
        try (SnapshotArchive archive = archive()) {
            archive.push(home, NEWEST, Progress.none());
            Thread waiting = Thread.currentThread();
            ContextDbException e = assertCode(
                    ErrorCode.CANCELLED,
                    () -> archive.verify((phase, done, total) -> {
                        waiting.interrupt();
                        LockSupport.parkNanos(Duration.ofSeconds(10).toNanos());
                    }));
            assertTrue(Thread.interrupted());
            assertTrue(String.valueOf(e.getMessage()).contains("reading the archive was interrupted"), e::getMessage);
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
                    archive.plan(NEWEST, target.path()).run(Progress.none());
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

    /**
     * A document in the store promises nothing about the objects it names: those that were cut since are sent again,
     * and so are packed ones that do not end as they did.
     */
    @Test
    void aPushSendsAgainWhatIsNoLongerTheFile() throws IOException {
        try (SnapshotArchive archive = archive()) {
            int all = archive.push(home, NEWEST, Progress.none()).filesSent();
            int cut = 0;
            for (Path object : objects()) {
                if (object.startsWith(away.resolve("metadata"))) {
                    continue;
                }
                byte[] sound = Files.readAllBytes(object);
                List<byte[]> contents = new ArrayList<>(List.of(
                        new byte[0], Arrays.copyOf(sound, sound.length / 2), Arrays.copyOf(sound, sound.length + 1)));
                if (object.toString().endsWith(".packed")) {
                    byte[] otherEnd = sound.clone();
                    otherEnd[sound.length - 1] ^= 1;
                    contents.add(otherEnd);
                }
                for (byte[] damaged : contents) {
                    Files.write(object, damaged);
                    PushReport again = archive.push(home, NEWEST, Progress.none());
                    assertEquals(1, again.filesSent(), object + " of " + damaged.length + " bytes");
                    assertEquals(all - 1, again.filesPresent());
                    assertArrayEquals(sound, Files.readAllBytes(object));
                }
                cut++;
            }
            assertEquals(all, cut);
        }
    }

    /**
     * One byte of each object in turn: an error that names it; or the same database, where it is that of an index, or
     * where a damaged block decompresses to the same bytes all the same, as a match in a run of equal bytes may; never
     * another one.
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
                if (object.endsWith(SnapshotDocuments.ARCHIVE)) {
                    // Pushes alone read it.
                    continue;
                }
                byte[] sound = Files.readAllBytes(object);
                byte[] damaged = sound.clone();
                damaged[random.nextInt(sound.length)] ^= (byte) (1 << random.nextInt(8));
                for (byte[] bad : List.of(damaged, Arrays.copyOf(sound, sound.length - 1))) {
                    Path restored = directory.resolve("restored-" + round++);
                    Files.write(object, bad);
                    if (refuses(archive, object, restored)) {
                        assertCode(
                                ErrorCode.NOT_A_DATABASE,
                                () -> ContextDB.open(
                                        restored, TestDatabases.options().createIfMissing(false)));
                    } else {
                        assertTrue(bad == damaged || object.toString().contains(".idx"), object + " is cut off");
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

    private boolean refuses(SnapshotArchive archive, Path object, Path restored) {
        try {
            archive.restore(NEWEST, restored, Progress.none());
            return false;
        } catch (ContextDbException e) {
            boolean only = e.code() == ErrorCode.FILE_NOT_FOUND;
            assertTrue(only || e.getMessage().contains(away.relativize(object).toString()), e::getMessage);
            assertTrue(
                    List.of(ErrorCode.CORRUPTION, ErrorCode.FILE_NOT_FOUND, ErrorCode.FORMAT_TOO_NEW)
                            .contains(e.code()),
                    object + ": " + e);
            return true;
        }
    }

    /** Whatever can be known before a file is fetched is known before the directory is touched. */
    @Test
    void whatIsRefusedLeavesTheDirectoryAsItWas() throws IOException {
        Path missing = directory.resolve("missing");
        Path empty = Files.createDirectory(directory.resolve("empty"));
        QuotaFileSystem small = new QuotaFileSystem(new OsFileSystem(), 1_000);
        try (SnapshotArchive archive = archive();
                SnapshotArchive cramped = new EngineProvider().archive(ArchiveOptions.at(away.toUri()), small)) {
            for (Path target : List.of(missing, empty)) {
                assertCode(ErrorCode.FILE_NOT_FOUND, () -> archive.restore(NEWEST, target, Progress.none()));
            }
            archive.push(home, NEWEST, Progress.none());
            Path nodes = objects().stream()
                    .filter(object -> object.startsWith(away.resolve("data/nodes")))
                    .findFirst()
                    .orElseThrow();
            byte[] sound = Files.readAllBytes(nodes);
            for (Path target : List.of(missing, empty)) {
                assertCode(ErrorCode.DISK_FULL, () -> cramped.restore(NEWEST, target, Progress.none()));
                assertCode(
                        ErrorCode.FILE_NOT_FOUND, () -> archive.restore(OptionalLong.of(99), target, Progress.none()));
                Files.write(nodes, Arrays.copyOf(sound, sound.length - 1));
                assertCode(ErrorCode.CORRUPTION, () -> archive.restore(NEWEST, target, Progress.none()));
                Files.delete(nodes);
                assertCode(ErrorCode.CORRUPTION, () -> archive.restore(NEWEST, target, Progress.none()));
                Files.write(nodes, sound);
            }
            assertFalse(Files.exists(missing));
            try (Stream<Path> files = Files.list(empty)) {
                assertEquals(List.of(), files.toList());
            }
            archive.restore(NEWEST, missing, Progress.none());
        }
        assertEquals(digest(home), digest(missing));
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
}

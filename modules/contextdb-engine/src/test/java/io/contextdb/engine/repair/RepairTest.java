package io.contextdb.engine.repair;

import static io.contextdb.engine.repair.Patient.COPY;
import static io.contextdb.engine.repair.Patient.HOME;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.DamagedFile;
import io.contextdb.api.DamagedFile.Remedy;
import io.contextdb.api.Database;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.Progress;
import io.contextdb.api.RepairOptions;
import io.contextdb.api.RepairReport;
import io.contextdb.api.spi.FileSystem;
import io.contextdb.api.spi.SnapshotDocuments;
import io.contextdb.archive.Archive;
import io.contextdb.archive.Codecs;
import io.contextdb.engine.fixture.Bundled;
import io.contextdb.memory.OsFileSystem;
import io.contextdb.testkit.Seeds;
import io.contextdb.testkit.file.MemoryFileSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Every kind of file is damaged in every way, and mended from a copy or an archive. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // set by JUnit
class RepairTest {
    private static final int NODES = 1200;
    private static final int KINDS = 3;
    /** A place in the second block of a file, which opening does not look at. */
    private static final int SECOND_BLOCK = (64 << 10) + 2000;

    private Patient patient;

    @BeforeAll
    void makeDatabase() {
        patient = Patient.of(NODES, 7);
        List<String> expected = List.of(
                "FORMAT", "snapshot-000001", "node-", "edge-", "adjacency-", "vec-", "row-", ".idx", ".dv", "log.0");
        for (String part : expected) {
            assertTrue(patient.files().keySet().stream().anyMatch(path -> path.contains(part)), part);
        }
    }

    private static boolean isLog(String path) {
        return path.startsWith("contextdb.log");
    }

    @Test
    void aSoundDatabaseIsSound() {
        MemoryFileSystem disk = patient.toDisk();
        RepairReport report = Patient.repair(disk, RepairOptions.check());
        assertTrue(report.sound() && report.usable() && !report.applied(), report::toString);
        assertEquals(2, report.snapshots().size());
        assertTrue(report.snapshots().stream().allMatch(state -> state.sound() && state.current()), report::toString);
        assertEquals(report, Patient.repair(disk, RepairOptions.check()));
        RepairReport applied =
                Patient.repair(disk, RepairOptions.check().from(COPY).apply(true));
        assertTrue(applied.sound() && applied.aside().isEmpty(), applied::toString);
        assertEquals(patient.digest(), Patient.soundDigest(disk, HOME));
    }

    @Test
    void everyFileIsMendedFromACopy() {
        Random random = Seeds.random("everyFileIsMendedFromACopy");
        for (String path : patient.files().keySet()) {
            for (int kind = 0; kind < KINDS; kind++) {
                byte[] damaged = Patient.damaged(patient.bytes(path), kind, random);
                MemoryFileSystem disk = patient.toDisk();
                disk.delete(HOME.resolve(path));
                disk.put(HOME.resolve(path), damaged);
                checkMended(disk, path, damaged, path + ", damage " + kind);
            }
        }
    }

    private void checkMended(MemoryFileSystem disk, String path, byte[] damaged, String what) {
        RepairReport found = Patient.repair(disk, RepairOptions.check().from(COPY));
        assertArrayEquals(damaged, disk.bytes(HOME.resolve(path)), what);
        RepairReport report =
                Patient.repair(disk, RepairOptions.check().from(COPY).apply(true));
        assertEquals(found.damages(), report.damages(), what);
        assertTrue(report.sound(), () -> what + ": " + report);
        if (!report.damages().isEmpty()) {
            assertEquals(List.of("damaged/" + path), report.aside(), what);
            assertArrayEquals(damaged, disk.bytes(HOME.resolve("damaged").resolve(path)), what);
        } else {
            assertTrue(isLog(path), what);
        }
        assertEquals(patient.digest(), Patient.soundDigest(disk, HOME), what);
    }

    @Test
    void missingFilesAreMendedFromACopy() {
        for (String path : patient.files().keySet()) {
            if (path.equals("contextdb.log") || path.endsWith(".json")) {
                continue;
            }
            MemoryFileSystem disk = patient.toDisk();
            disk.delete(HOME.resolve(path));
            RepairReport report =
                    Patient.repair(disk, RepairOptions.check().from(COPY).apply(true));
            if (path.equals(firstSegment())) {
                // Nothing there says that the log began earlier; the snapshots do not need it.
                assertTrue(report.usable(), report::toString);
            } else {
                assertEquals(1, report.damages().size(), () -> path + ": " + report);
                assertTrue(report.sound() && report.aside().isEmpty(), () -> path + ": " + report);
            }
            assertEquals(patient.digest(), Patient.soundDigest(disk, HOME), path);
        }
    }

    private String firstSegment() {
        return patient.files().keySet().stream()
                .filter(path -> path.startsWith("contextdb.log."))
                .findFirst()
                .orElseThrow();
    }

    /**
     * Without a source: what follows from the rest is made anew, the rest is named with what can be done, and nothing
     * is touched.
     */
    @Test
    void withoutASourceNothingIsLostSilently() {
        Random random = Seeds.random("withoutASourceNothingIsLostSilently");
        Map<Remedy, Integer> remedies = new TreeMap<>();
        for (String path : patient.files().keySet()) {
            MemoryFileSystem disk = patient.toDisk();
            byte[] damaged = Patient.damaged(patient.bytes(path), 0, random);
            disk.put(HOME.resolve(path), damaged);
            RepairReport report = Patient.repair(disk, RepairOptions.check().apply(true));
            report.damages().forEach(damage -> {
                assertTrue(damage.path().equals(path), damage::toString);
                remedies.merge(damage.remedy(), 1, Integer::sum);
            });
            if (report.usable()) {
                try (Database db = Patient.open(disk, HOME)) {
                    assertEquals(patient.digest(), db.contentDigest(Progress.none()), path);
                }
            } else {
                assertArrayEquals(damaged, disk.bytes(HOME.resolve(path)), path);
            }
        }
        assertTrue(remedies.keySet().containsAll(List.of(Remedy.REWRITE, Remedy.REBUILD)), remedies::toString);
        assertTrue(remedies.containsKey(Remedy.PASS_OVER), remedies::toString);
    }

    /** A file that only the newest snapshot has: going on from the one before is offered, and gives the same state. */
    @Test
    void goesOnFromAnOlderSnapshotWhenToldTo() {
        MemoryFileSystem disk = patient.toDisk();
        String path = newestNodes();
        byte[] damaged = patient.bytes(path);
        damaged[SECOND_BLOCK]++;
        disk.put(HOME.resolve(path), damaged);
        RepairReport report = Patient.repair(disk, RepairOptions.check().apply(true));
        assertEquals(Remedy.USE_SNAPSHOT, report.remaining().getFirst().remedy());
        assertTrue(report.remaining().getFirst().advice().contains("--use-snapshot 1"), report::toString);
        assertFalse(report.usable());
        ContextDbException bad = assertThrows(
                ContextDbException.class,
                () -> Patient.repair(disk, RepairOptions.check().useSnapshot(2)));
        assertEquals(ErrorCode.INVALID_ARGUMENT, bad.code());
        ContextDbException missing = assertThrows(
                ContextDbException.class,
                () -> Patient.repair(disk, RepairOptions.check().useSnapshot(9)));
        assertEquals(ErrorCode.SNAPSHOT_NOT_FOUND, missing.code());
        RepairReport applied =
                Patient.repair(disk, RepairOptions.check().useSnapshot(1).apply(true));
        assertTrue(applied.usable(), applied::toString);
        assertEquals(List.of("damaged/metadata/snapshot-000002.json"), applied.aside());
        try (Database db = Patient.open(disk, HOME)) {
            assertEquals(patient.digest(), db.contentDigest(Progress.none()));
            db.createSnapshot();
        }
        assertEquals(patient.digest(), Patient.soundDigest(disk, HOME));
    }

    /** A file that only the newest snapshot has, and that it cannot be opened without. */
    @Test
    void whatOpeningPassesOverIsPutAside() {
        byte[] cut = Arrays.copyOf(patient.bytes(newestNodes()), SECOND_BLOCK);
        MemoryFileSystem disk = patient.toDisk();
        disk.delete(HOME.resolve(newestNodes()));
        disk.put(HOME.resolve(newestNodes()), cut);
        RepairReport found = Patient.repair(disk, RepairOptions.check());
        assertEquals(
                List.of(Remedy.PASS_OVER),
                found.damages().stream().map(DamagedFile::remedy).toList());
        assertTrue(found.usable() && !found.sound(), found::toString);
        RepairReport report = Patient.repair(disk, RepairOptions.check().apply(true));
        assertTrue(report.sound(), report::toString);
        assertEquals(List.of("damaged/metadata/snapshot-000002.json"), report.aside());
        assertEquals(patient.digest(), Patient.soundDigest(disk, HOME));
        assertEquals(2, Patient.repair(disk, RepairOptions.check()).snapshots().size());
    }

    /** The index of the newest snapshot is made anew and saved; of older ones it is missed by nobody. */
    @Test
    void indexesAreMadeAnew() {
        for (String path : patient.files().keySet()) {
            if (!path.endsWith(".idx")) {
                continue;
            }
            MemoryFileSystem disk = patient.toDisk();
            disk.delete(HOME.resolve(path));
            RepairReport report = Patient.repair(disk, RepairOptions.check().apply(true));
            assertTrue(report.sound(), () -> path + ": " + report);
            assertEquals(patient.digest(), Patient.soundDigest(disk, HOME), path);
            assertTrue(Patient.repair(disk, RepairOptions.check()).damages().isEmpty(), path);
        }
    }

    /** The place of damage is the one that verifying names. */
    @Test
    void thePlaceOfDamageIsNamed() {
        MemoryFileSystem disk = patient.toDisk();
        byte[] damaged = patient.bytes(newestNodes());
        damaged[SECOND_BLOCK]++;
        disk.put(HOME.resolve(newestNodes()), damaged);
        DamagedFile damage =
                Patient.repair(disk, RepairOptions.check()).damages().getFirst();
        assertEquals(64 << 10, damage.offset(), damage::toString);
        try (Database db = Patient.open(disk, HOME)) {
            List<String> problems = db.verify(Progress.none()).problems();
            assertTrue(problems.getFirst().contains("at byte " + (64 << 10)), problems::toString);
        }
    }

    private String newestNodes() {
        return patient.files().keySet().stream()
                .filter(name -> name.startsWith("nodes/"))
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    @Test
    void everyDataFileIsMendedFromAnArchive(@TempDir Path directory) throws IOException {
        Path home = directory.resolve("home");
        write(patient, home);
        Path away = directory.resolve("away");
        try (Archive archive = archive(away, new OsFileSystem())) {
            archive.push(home, OptionalLong.of(1), Progress.none());
            archive.push(home, OptionalLong.of(2), Progress.none());
        }
        Random random = Seeds.random("everyDataFileIsMendedFromAnArchive");
        for (String path : patient.files().keySet()) {
            if (isLog(path)) {
                continue;
            }
            for (int kind = 0; kind < KINDS; kind++) {
                MemoryFileSystem disk = patient.toDisk();
                disk.delete(HOME.resolve(path));
                disk.put(HOME.resolve(path), Patient.damaged(patient.bytes(path), kind, random));
                try (Archive archive = archive(away, disk)) {
                    RepairReport report = Patient.repair(
                            disk, RepairOptions.check().apply(true), Optional.of(archive.source(Progress.none())));
                    assertEquals(1, report.damages().size(), path);
                    assertTrue(report.sound(), () -> path + ": " + report);
                }
                assertEquals(patient.digest(), Patient.soundDigest(disk, HOME), path);
            }
        }
    }

    @Test
    void anArchiveOfAnotherDatabaseIsRefused(@TempDir Path directory) throws IOException {
        Patient other = Patient.of(40, 8);
        Path home = directory.resolve("home");
        Path away = directory.resolve("away");
        write(other, home);
        MemoryFileSystem disk = patient.toDisk();
        try (Archive archive = archive(away, disk)) {
            try (Archive sending = archive(away, new OsFileSystem())) {
                sending.push(home, OptionalLong.empty(), Progress.none());
            }
            ContextDbException foreign = assertThrows(
                    ContextDbException.class,
                    () -> Patient.repair(
                            disk, RepairOptions.check().apply(true), Optional.of(archive.source(Progress.none()))));
            assertEquals(ErrorCode.FOREIGN_FILE, foreign.code(), foreign::getMessage);
        }
    }

    private static void write(Patient patient, Path home) throws IOException {
        for (Map.Entry<String, byte[]> file : patient.files().entrySet()) {
            Path path = home.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
    }

    private static Archive archive(Path away, FileSystem files) {
        return new Archive(
                Bundled.objectStore(away),
                Bundled.storage("mmap").documents().orElseThrow(),
                new Codecs(Bundled.codecs()),
                "lz4",
                1,
                files,
                Instant::now);
    }

    /** A damaged source mends nothing, and does no harm. */
    @Test
    void whatIsDamagedInTheSourceIsNotTaken() {
        MemoryFileSystem disk = patient.toDisk();
        String path = vectors();
        byte[] damaged = patient.bytes(path);
        damaged[5000]++;
        disk.put(HOME.resolve(path), damaged);
        disk.put(COPY.resolve(path), damaged);
        RepairReport report =
                Patient.repair(disk, RepairOptions.check().from(COPY).apply(true));
        assertFalse(report.sound());
        assertArrayEquals(damaged, disk.bytes(HOME.resolve(path)));
    }

    private String vectors() {
        return patient.files().keySet().stream()
                .filter(name -> name.contains("vec-"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aSourceOfAnotherDatabaseIsRefused() {
        Patient other = Patient.of(40, 8);
        MemoryFileSystem disk = patient.toDisk();
        other.files().forEach((path, bytes) -> disk.put(Path.of("/other").resolve(path), bytes));
        for (boolean apply : List.of(false, true)) {
            ContextDbException foreign = assertThrows(
                    ContextDbException.class,
                    () -> Patient.repair(
                            disk, RepairOptions.check().from(Path.of("/other")).apply(apply)));
            assertEquals(ErrorCode.FOREIGN_FILE, foreign.code(), foreign::getMessage);
        }
        ContextDbException nothing = assertThrows(
                ContextDbException.class,
                () -> Patient.repair(disk, RepairOptions.check().from(Path.of("/nowhere"))));
        assertEquals(ErrorCode.FILE_NOT_FOUND, nothing.code());
        ContextDbException itself = assertThrows(
                ContextDbException.class,
                () -> Patient.repair(disk, RepairOptions.check().from(HOME)));
        assertEquals(ErrorCode.INVALID_ARGUMENT, itself.code());
    }

    @Test
    void aCopyThatWentAnotherWayIsRefused() {
        MemoryFileSystem disk = patient.toDisk();
        for (Path path : List.of(HOME, COPY)) {
            try (Database db = Patient.open(disk, path)) {
                db.insertNode(90_000, List.of("Way"), Map.of("to", path.toString()));
                db.createSnapshot();
            }
        }
        ContextDbException foreign = assertThrows(
                ContextDbException.class,
                () -> Patient.repair(disk, RepairOptions.check().from(COPY)));
        assertEquals(ErrorCode.FOREIGN_FILE, foreign.code());
        assertTrue(foreign.getMessage().contains("different ways"), foreign::getMessage);
    }

    /** As long as our own document can be read, both are compared; without it the files tell. */
    @Test
    void aSnapshotOfACopyThatWentAnotherWayIsNotTaken() {
        MemoryFileSystem disk = patient.toDisk();
        String digest = "";
        long snapshot = 0;
        for (Path path : List.of(COPY, HOME)) {
            try (Database db = Patient.open(disk, path)) {
                db.insertNode(90_000, List.of("Way"), Map.of("to", path.toString()));
                snapshot = db.createSnapshot().id();
                digest = db.contentDigest(Progress.none());
            }
        }
        Path document = HOME.resolve(SnapshotDocuments.path(snapshot));
        byte[] damaged = disk.bytes(document);
        damaged[10]++;
        disk.put(document, damaged);
        RepairReport report =
                Patient.repair(disk, RepairOptions.check().from(COPY).apply(true));
        assertArrayEquals(damaged, disk.bytes(HOME.resolve("damaged").resolve(HOME.relativize(document))));
        // The log had opening write the snapshot again, or will.
        assertFalse(disk.exists(document) && Arrays.equals(damaged, disk.bytes(document)));
        assertEquals(
                List.of(Remedy.PASS_OVER),
                report.damages().stream().map(DamagedFile::remedy).toList());
        try (Database db = Patient.open(disk, HOME)) {
            assertEquals(digest, db.contentDigest(Progress.none()));
        }
    }

    @Test
    void anOpenDatabaseIsNotRepaired() {
        MemoryFileSystem disk = patient.toDisk();
        try (Database db = Patient.open(disk, HOME)) {
            assertTrue(db.health().toString().length() > 1);
            ContextDbException locked =
                    assertThrows(ContextDbException.class, () -> Patient.repair(disk, RepairOptions.check()));
            assertEquals(ErrorCode.DATABASE_LOCKED, locked.code());
        }
        MemoryFileSystem empty = new MemoryFileSystem();
        empty.createDirectories(HOME);
        ContextDbException nothing =
                assertThrows(ContextDbException.class, () -> Patient.repair(empty, RepairOptions.check()));
        assertEquals(ErrorCode.NOT_A_DATABASE, nothing.code());
    }

    /** What an open database meets says what to do. */
    @Test
    void errorsNameTheRepair() {
        MemoryFileSystem disk = patient.toDisk();
        byte[] log = patient.bytes("contextdb.log");
        Arrays.fill(log, 0, 100, (byte) 0);
        disk.put(HOME.resolve("contextdb.log"), log);
        ContextDbException refused = assertThrows(ContextDbException.class, () -> Patient.open(disk, HOME));
        assertEquals(ErrorCode.CORRUPTION, refused.code());
        assertTrue(refused.getMessage().contains("contextdb repair"), refused::getMessage);
        List<DamagedFile> damages = Patient.repair(disk, RepairOptions.check()).damages();
        assertEquals(1, damages.size());
    }
}

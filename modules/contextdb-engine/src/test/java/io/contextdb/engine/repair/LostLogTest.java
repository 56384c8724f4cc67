package io.contextdb.engine.repair;

import static io.contextdb.engine.repair.Patient.COPY;
import static io.contextdb.engine.repair.Patient.HOME;
import static io.contextdb.engine.repair.Patient.SALVAGED;
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
import io.contextdb.api.SalvageReport;
import io.contextdb.testkit.file.MemoryFileSystem;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Files of the log are swapped, older than the rest, or gone. Nothing that was acknowledged is lost without a word: a
 * repair that says so has the newest state.
 */
class LostLogTest {
    private static final Path NEWEST = HOME.resolve("contextdb.log");
    private static final Path OLD = Path.of("/old");
    private static final int LETTERS = 400;
    private static final RepairOptions ALONE = RepairOptions.check().apply(true);
    private static final RepairOptions FROM_COPY =
            RepairOptions.check().from(COPY).apply(true);

    private final MemoryFileSystem disk = new MemoryFileSystem();
    private final TreeMap<Long, String> digests = new TreeMap<>();
    private final Random random = new Random(7);

    /** The last commit in the newest snapshot. */
    private long snapshotted;

    private List<Path> sealed = List.of();

    /** Two snapshots, three segments, and copies of it all: one from before the second snapshot, and one of the end. */
    @BeforeEach
    void makeDatabase() {
        try (Database db = Patient.open(disk, HOME)) {
            insert(db, 12);
            db.createSnapshot();
            insert(db, 30);
        }
        copy(HOME, OLD);
        try (Database db = Patient.open(disk, HOME)) {
            insert(db, 40);
            db.createSnapshot();
            snapshotted = db.statistics().commitIndex();
            insert(db, 200);
        }
        copy(HOME, COPY);
        sealed = disk.list(HOME).stream()
                .filter(path -> String.valueOf(path.getFileName()).startsWith("contextdb.log.0"))
                .toList();
        assertEquals(2, sealed.size(), sealed::toString);
    }

    private void insert(Database db, int nodes) {
        for (int i = 0; i < nodes; i++) {
            db.insertNode(List.of("L"), Map.of("text", Patient.letters(random, LETTERS)));
            digests.put(db.statistics().commitIndex(), db.contentDigest(Progress.none()));
        }
    }

    private void copy(Path from, Path to) {
        for (Path path : List.copyOf(disk.paths())) {
            if (path.startsWith(from) && !path.endsWith("LOCK")) {
                disk.put(to.resolve(from.relativize(path)), disk.bytes(path));
            }
        }
    }

    private void swap(Path first, Path second) {
        byte[] bytes = disk.bytes(first);
        disk.put(first, disk.bytes(second));
        disk.put(second, bytes);
    }

    private String digest(long commit) {
        return digests.floorEntry(commit).getValue();
    }

    private long last() {
        return digests.lastKey();
    }

    private void assertOpensAt(long commit) {
        assertEquals(digest(commit), Patient.soundDigest(disk, HOME));
    }

    private void assertSalvaged(long commit, boolean complete) {
        SalvageReport report = Patient.salvage(disk);
        assertEquals(commit, report.commitIndex(), report::toString);
        assertEquals(complete, report.complete(), report::toString);
        assertEquals(complete, report.endKnown(), report::toString);
        assertEquals(digest(commit), Patient.soundDigest(disk, SALVAGED));
    }

    /** The last commit before the newest segment. */
    private long beforeNewest() {
        MemoryFileSystem without = disk.copy();
        without.delete(NEWEST);
        return Patient.salvage(without).commitIndex();
    }

    @Test
    void swappedSegmentsAreMended() {
        for (RepairOptions options : List.of(ALONE, FROM_COPY)) {
            swap(NEWEST, sealed.getLast());
            assertFalse(Patient.repair(disk, RepairOptions.check()).usable());
            RepairReport report = Patient.repair(disk, options);
            assertTrue(report.sound() && report.endKnown(), report::toString);
            assertOpensAt(last());
        }
    }

    @Test
    void swappedSegmentsAreSalvaged() {
        swap(NEWEST, sealed.getLast());
        assertSalvaged(last(), true);
    }

    /** An older file of the log in the place of the newest, which a copy has. */
    @Test
    void anOlderFileIsNoEnd() {
        long reached = beforeNewest();
        Map<String, byte[]> older = Map.of(
                "of the last sealed segment", half(sealed.getLast()),
                "of the first segment", disk.bytes(OLD.resolve("contextdb.log")));
        older.forEach((what, bytes) -> {
            disk.put(NEWEST, bytes);
            RepairReport found = Patient.repair(disk, RepairOptions.check());
            assertFalse(found.usable() || found.endKnown(), () -> what + ": " + found);
            RepairReport alone = Patient.repair(disk, ALONE);
            assertFalse(alone.usable(), () -> what + ": " + alone);
            assertArrayEquals(bytes, disk.bytes(NEWEST), what);
        });
        assertSalvaged(reached, false);
        RepairReport report = Patient.repair(disk, FROM_COPY);
        assertTrue(report.sound() && !report.endKnown(), report::toString);
        assertOpensAt(last());
    }

    private byte[] half(Path path) {
        byte[] bytes = disk.bytes(path);
        Arrays.fill(bytes, bytes.length / 2, bytes.length, (byte) 0);
        Arrays.fill(bytes, 4096, 8192, (byte) 0);
        return bytes;
    }

    /** What a copy has of the end is taken, and said not to be known to be all. */
    @Test
    void aLostNewestSegmentIsTakenFromACopy() {
        byte[] bytes = disk.bytes(NEWEST);
        for (List<byte[]> lost :
                List.<List<byte[]>>of(List.of(), List.of(new byte[0]), List.of(new byte[bytes.length]))) {
            disk.delete(NEWEST);
            lost.forEach(left -> disk.put(NEWEST, left));
            RepairReport found = Patient.repair(disk, RepairOptions.check().from(COPY));
            assertTrue(
                    found.damages().stream()
                            .anyMatch(damage -> damage.remedy() == Remedy.REPLACE
                                    && damage.advice().contains("goes to commit " + last())),
                    found::toString);
            RepairReport report = Patient.repair(disk, FROM_COPY);
            assertTrue(report.sound() && !report.endKnown(), report::toString);
            assertOpensAt(last());
        }
    }

    /** A copy that has less than there is here, or another history, is not taken. */
    @Test
    void aCopyThatHasLessIsNotTaken() {
        disk.delete(NEWEST);
        RepairReport less = Patient.repair(disk, RepairOptions.check().from(OLD).apply(true));
        assertFalse(less.usable(), less::toString);
        try (Database db = Patient.open(disk, OLD)) {
            insert(db, 600);
        }
        RepairReport other =
                Patient.repair(disk, RepairOptions.check().from(OLD).apply(true));
        assertFalse(other.usable(), other::toString);
    }

    /** A live copy that took the log before the snapshots, or an older log put back. */
    private void putOldLogBack() {
        sealed.forEach(disk::delete);
        disk.delete(NEWEST);
        disk.put(NEWEST, disk.bytes(OLD.resolve("contextdb.log")));
    }

    @Test
    void aLogThatEndsBeforeTheNewestSnapshotIsDamage() {
        putOldLogBack();
        assertThrows(ContextDbException.class, () -> Patient.open(disk, HOME));
        for (RepairOptions options : List.of(RepairOptions.check(), ALONE)) {
            RepairReport report = Patient.repair(disk, options);
            assertFalse(report.usable() || report.endKnown(), report::toString);
            DamagedFile damage = report.remaining().getFirst();
            assertEquals(Remedy.USE_SNAPSHOT, damage.remedy());
            assertTrue(damage.problem().contains("up to " + snapshotted), damage::problem);
            assertTrue(damage.advice().contains("--use-snapshot 2"), damage::advice);
        }
        assertSalvaged(snapshotted, false);
    }

    @Test
    void aNewLogBeginsBehindTheSnapshotWhenToldTo() {
        putOldLogBack();
        byte[] old = disk.bytes(NEWEST);
        RepairReport report =
                Patient.repair(disk, RepairOptions.check().useSnapshot(2).apply(true));
        assertTrue(report.sound() && !report.endKnown(), report::toString);
        assertArrayEquals(old, disk.bytes(HOME.resolve("damaged/contextdb.log")));
        assertOpensAt(snapshotted);
        try (Database db = Patient.open(disk, HOME)) {
            db.insertNode(List.of("New"), Map.of());
            assertEquals(snapshotted + 1, db.statistics().commitIndex());
        }
        RepairReport after = Patient.repair(disk, RepairOptions.check());
        assertTrue(after.sound() && after.endKnown(), after::toString);
    }

    @Test
    void theLogOfACopyTakesThePlaceOfOneThatEndsBeforeTheSnapshot() {
        putOldLogBack();
        RepairReport report = Patient.repair(disk, FROM_COPY);
        assertTrue(report.sound() && !report.endKnown(), report::toString);
        assertTrue(report.damages().getFirst().advice().contains("goes to commit " + last()), report::toString);
        assertOpensAt(last());
    }

    @Test
    void allFilesOfTheLogMayBeGone() {
        sealed.forEach(disk::delete);
        disk.delete(NEWEST);
        RepairReport found = Patient.repair(disk, ALONE);
        assertEquals(Remedy.USE_SNAPSHOT, found.remaining().getFirst().remedy(), found::toString);
        RepairReport report = Patient.repair(disk, FROM_COPY);
        assertTrue(report.sound() && !report.endKnown(), report::toString);
        assertOpensAt(last());
    }

    /** A segment without groups looks the same when it has lost them all. */
    @Test
    void anEmptyNewestSegmentIsNoKnownEnd() {
        long reached = beforeNewest();
        byte[] bytes = disk.bytes(NEWEST);
        Arrays.fill(bytes, 4096, bytes.length, (byte) 0);
        disk.put(NEWEST, bytes);
        RepairReport report = Patient.repair(disk, RepairOptions.check());
        assertTrue(report.usable() && !report.endKnown(), report::toString);
        assertSalvaged(reached, false);
    }

    @Test
    void aSalvageIntoTheDamagedDirectoryIsRefused() {
        Salvage salvage = new Salvage(
                Patient.PROVIDERS,
                disk,
                (path, _) -> {
                    throw new AssertionError(path);
                },
                64 << 10);
        List<Path> before = List.copyOf(disk.paths());
        for (Path into : List.of(HOME, HOME.resolve("rescued"), HOME.resolve("../database/x"))) {
            ContextDbException refused =
                    assertThrows(ContextDbException.class, () -> salvage.run(HOME, into, Progress.none()));
            assertEquals(ErrorCode.INVALID_ARGUMENT, refused.code(), refused::getMessage);
        }
        assertEquals(before, List.copyOf(disk.paths()));
    }

    /** Where nothing can be read, nothing is begun. */
    @Test
    void aSalvageOfNothingLeavesNothing() {
        for (Path path : List.copyOf(disk.paths())) {
            if (path.startsWith(HOME) && !path.endsWith("FORMAT")) {
                disk.delete(path);
            }
        }
        ContextDbException nothing = assertThrows(ContextDbException.class, () -> Patient.salvage(disk));
        assertEquals(ErrorCode.CORRUPTION, nothing.code(), nothing::getMessage);
        assertTrue(disk.paths().stream().noneMatch(path -> path.startsWith(SALVAGED)));
    }
}

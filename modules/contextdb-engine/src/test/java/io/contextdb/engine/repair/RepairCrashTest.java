package io.contextdb.engine.repair;

import static io.contextdb.engine.repair.Patient.COPY;
import static io.contextdb.engine.repair.Patient.HOME;
import static io.contextdb.engine.repair.Patient.SALVAGED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.Database;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.Progress;
import io.contextdb.api.RepairOptions;
import io.contextdb.api.RepairReport;
import io.contextdb.api.spi.FileSystem;
import io.contextdb.testkit.Seeds;
import io.contextdb.testkit.file.ContentHash;
import io.contextdb.testkit.file.CrashImage;
import io.contextdb.testkit.file.CrashReplay;
import io.contextdb.testkit.file.Damage;
import io.contextdb.testkit.file.FaultyFileSystem;
import io.contextdb.testkit.file.FileOperation;
import io.contextdb.testkit.file.MemoryFileSystem;
import io.contextdb.testkit.file.RecordingFileSystem;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The machine stops at any change that a repair or a salvage makes, or an operation fails: run again, it comes to the
 * same.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // set by JUnit
class RepairCrashTest {
    private static final Path NEWEST = HOME.resolve("contextdb.log");
    private static final RepairOptions FROM_COPY =
            RepairOptions.check().from(COPY).apply(true);

    private Patient patient;

    @BeforeAll
    void makeDatabase() {
        patient = Patient.of(40, 7);
    }

    /** Format file, a document, a data file and two segments are damaged. */
    private MemoryFileSystem damaged() {
        MemoryFileSystem disk = patient.toDisk();
        Set<String> kinds = new HashSet<>(Set.of("FORMAT", "snapshot-", "node-", "log.0", "contextdb.log"));
        for (String path : patient.files().keySet()) {
            String kind =
                    kinds.stream().filter(path::contains).max(String::compareTo).orElse("");
            if (kinds.remove(kind)) {
                byte[] bytes = patient.bytes(path);
                bytes[bytes.length > 8192 ? 8300 : 5]++;
                disk.put(HOME.resolve(path), bytes);
            }
        }
        RepairReport report = Patient.repair(disk, RepairOptions.check().from(COPY));
        assertEquals(5, report.damages().size(), report::toString);
        return disk;
    }

    private void checkRepaired(FileSystem disk, String where) {
        RepairReport report = Patient.repair(disk, FROM_COPY);
        assertTrue(report.sound(), () -> where + ": " + report);
        try (Database db = Patient.open(disk, HOME)) {
            assertEquals(patient.digest(), db.contentDigest(Progress.none()), where);
        }
    }

    /** A salvage that was complete is a database; otherwise it is done again. */
    private void checkSalvaged(FileSystem disk, String where) {
        try {
            assertTrue(Patient.salvage(disk).commitIndex() > 0);
        } catch (ContextDbException e) {
            assertEquals(ErrorCode.ALREADY_EXISTS, e.code(), () -> where + ": " + e);
        }
        assertEquals(patient.digest(), Patient.soundDigest(disk, SALVAGED), where);
    }

    @Test
    void aRepairThatIsStoppedIsRepeated() {
        MemoryFileSystem disk = damaged();
        everyCrash(disk, work -> repair(work, disk, FROM_COPY), this::checkRepaired);
    }

    /** Two files of the log have each other's name. */
    @Test
    void aRepairOfSwappedSegmentsIsRepeated() {
        MemoryFileSystem disk = patient.toDisk();
        Path sealed = HOME.resolve(patient.files().keySet().stream()
                .filter(path -> path.startsWith("contextdb.log.0"))
                .reduce((first, second) -> second)
                .orElseThrow());
        byte[] bytes = disk.bytes(sealed);
        disk.put(sealed, disk.bytes(NEWEST));
        disk.put(NEWEST, bytes);
        RepairOptions alone = RepairOptions.check().apply(true);
        everyCrash(disk, work -> repair(work, disk, alone), (image, where) -> {
            RepairReport report = Patient.repair(image, alone);
            assertTrue(report.sound() && report.endKnown(), () -> where + ": " + report);
            assertEquals(patient.digest(), Patient.soundDigest(image, HOME), where);
        });
    }

    /** The newest segment is gone, so that the whole log of the copy is taken. */
    @Test
    void takingTheLogOfACopyIsRepeated() {
        MemoryFileSystem disk = patient.toDisk();
        disk.delete(NEWEST);
        everyCrash(disk, work -> repair(work, disk, FROM_COPY), this::checkRepaired);
    }

    /** What opening the database for the last check changes is not recorded: crashes of that are tested elsewhere. */
    private static void repair(FileSystem work, MemoryFileSystem disk, RepairOptions options) {
        RepairReport report = Patient.repair(work, options, Optional.empty(), disk::copy);
        assertTrue(report.sound(), report::toString);
    }

    @Test
    void aSalvageThatIsStoppedIsRepeated() {
        MemoryFileSystem disk = patient.toDisk();
        everyCrash(disk, Patient::salvage, this::checkSalvaged);
    }

    private static void everyCrash(
            MemoryFileSystem disk, Consumer<FileSystem> work, BiConsumer<FileSystem, String> check) {
        long seed = Seeds.next("everyCrash");
        RecordingFileSystem files = new RecordingFileSystem(disk);
        disk.paths().forEach(files::includeFile);
        int before = files.position();
        work.accept(files);
        CrashReplay replay = new CrashReplay(files.changes());
        Set<ContentHash> images = new HashSet<>();
        while (replay.advance()) {
            for (Damage damage : Damage.values()) {
                CrashImage image = replay.crash(damage, seed);
                if (replay.position() >= before && images.add(image.hash())) {
                    String where = damage + " at change " + (replay.position() - before) + " of "
                            + (files.changes().size() - before);
                    check.accept(image.toFileSystem(), where);
                }
            }
        }
        assertTrue(images.size() > 40, images.size() + " images");
    }

    @Test
    void anOperationThatFailsIsRepeated() {
        for (FileOperation operation : FileOperation.values()) {
            for (long nth = 1; ; nth++) {
                FaultyFileSystem files = new FaultyFileSystem(damaged());
                long before = files.count(operation);
                files.fail(operation, nth, ErrorCode.IO_FAILURE);
                try {
                    Patient.repair(files, FROM_COPY);
                } catch (ContextDbException e) {
                    assertEquals(ErrorCode.IO_FAILURE, e.code(), () -> operation + ": " + e);
                }
                if (files.count(operation) - before < nth) {
                    break;
                }
                if (nth < 12 || nth % 5 == 0) {
                    checkRepaired(files, operation + " " + nth);
                }
            }
        }
    }
}

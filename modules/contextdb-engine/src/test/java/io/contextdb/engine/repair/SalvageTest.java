package io.contextdb.engine.repair;

import static io.contextdb.engine.repair.Patient.HOME;
import static io.contextdb.engine.repair.Patient.SALVAGED;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.Database;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.Progress;
import io.contextdb.api.SalvageReport;
import io.contextdb.testkit.Seeds;
import io.contextdb.testkit.file.MemoryFileSystem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What can be read of a damaged database is brought into a new one, which is sound and holds what the report says. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // set by JUnit
class SalvageTest {
    private Patient patient;

    @BeforeAll
    void makeDatabase() {
        patient = Patient.of(1200, 7);
    }

    private SalvageReport salvage(MemoryFileSystem disk, String what) {
        Map<Path, byte[]> before = contents(disk);
        SalvageReport report = Patient.salvage(disk);
        Map<Path, byte[]> after = contents(disk);
        assertEquals(before.keySet(), after.keySet(), what);
        before.forEach((path, bytes) -> assertArrayEquals(bytes, after.get(path), path::toString));
        String digest = Patient.soundDigest(disk, SALVAGED);
        if (report.missing().equals(SalvageReport.Missing.NOTHING)) {
            assertEquals(patient.digest(report.commitIndex()), digest, what + report);
        } else {
            assertFalse(report.complete(), what);
            assertTrue(report.nodes() > 0 && !report.missing().gaps().isEmpty(), what + report);
        }
        try (Database db = Patient.open(disk, SALVAGED)) {
            assertEquals(report.nodes(), db.statistics().nodes(), what);
            db.insertNode(1_000_000, List.of("New"), Map.of());
        }
        return report;
    }

    private static Map<Path, byte[]> contents(MemoryFileSystem disk) {
        return disk.paths().stream()
                .filter(path -> path.startsWith(HOME))
                .collect(Collectors.toMap(path -> path, disk::bytes));
    }

    @Test
    void ofASoundDatabaseAllIsKept() {
        SalvageReport report = salvage(patient.toDisk(), "sound");
        assertEquals(SalvageReport.Lost.NOTHING, report.lost());
        assertEquals(2, report.snapshotId());
        assertEquals(patient.digests().lastKey(), report.commitIndex());
        assertTrue(report.endKnown());
        assertFalse(text("metadata/FORMAT").contains(report.database()));
    }

    @Test
    void ofEveryDamageAsMuchAsCanBeReadIsKept() {
        Random random = Seeds.random("ofEveryDamageAsMuchAsCanBeReadIsKept");
        int lossless = 0;
        int lossy = 0;
        int remains = 0;
        for (String path : patient.files().keySet()) {
            for (int kind = 0; kind < 4; kind++) {
                MemoryFileSystem disk = patient.toDisk();
                disk.delete(HOME.resolve(path));
                if (kind < 3) {
                    disk.put(HOME.resolve(path), Patient.damaged(patient.bytes(path), kind, random));
                }
                String what = path + ", damage " + kind + ": ";
                try {
                    SalvageReport report = salvage(disk, what);
                    if (!report.missing().equals(SalvageReport.Missing.NOTHING)) {
                        remains++;
                    } else if (report.lost().commits() == 0) {
                        lossless++;
                    } else {
                        lossy++;
                        assertEquals(report.commitIndex() + 1, report.lost().firstCommit(), what);
                        assertTrue(report.lost().commitsRead() <= report.lost().commits(), what);
                    }
                } catch (ContextDbException e) {
                    // A file that both snapshots share, with a log that does not go back to the beginning.
                    assertEquals(ErrorCode.CORRUPTION, e.code(), what + e.getMessage());
                }
            }
        }
        assertTrue(
                lossless > 10 && lossy > 0 && remains > 0,
                lossless + " without loss, " + lossy + " with, " + remains + " remains");
    }

    /** The commits behind the damage are counted, with what they would have written. */
    @Test
    void whatIsLostIsCounted() {
        MemoryFileSystem disk = patient.toDisk();
        String path = patient.files().keySet().stream()
                .filter(name -> name.startsWith("contextdb.log."))
                .filter(name -> text(name).contains("Last"))
                .findFirst()
                .orElseThrow();
        byte[] log = patient.bytes(path);
        log[text(path).indexOf("Last")]++;
        disk.put(HOME.resolve(path), log);
        SalvageReport report = salvage(disk, "the first commit behind the snapshots");
        assertEquals(patient.digests().lastKey(), report.lost().lastCommit());
        assertEquals(12, report.lost().commits());
        assertEquals(11, report.lost().commitsRead());
        assertEquals(11, report.lost().nodes());
        assertEquals(11, report.lost().vectors());
        assertEquals(0, report.lost().edges());
        assertEquals(1, report.damages().size());
    }

    private String text(String path) {
        return new String(patient.bytes(path), StandardCharsets.ISO_8859_1);
    }

    /** Without the last segment nothing shows how far the log went. */
    @Test
    void anUnknownEndIsTold() {
        MemoryFileSystem disk = patient.toDisk();
        disk.delete(HOME.resolve("contextdb.log"));
        SalvageReport report = salvage(disk, "the last segment is missing");
        assertTrue(
                !report.endKnown() && report.commitIndex() < patient.digests().lastKey(), report::toString);
    }

    @Test
    void theTargetMustBeNew() {
        MemoryFileSystem disk = patient.toDisk();
        try (Database db = Patient.open(disk, SALVAGED)) {
            db.insertNode(1, List.of("Mine"), Map.of());
        }
        ContextDbException e = assertThrows(ContextDbException.class, () -> Patient.salvage(disk));
        assertEquals(ErrorCode.ALREADY_EXISTS, e.code());
        try (Database db = Patient.open(disk, SALVAGED)) {
            assertTrue(db.contentDigest(Progress.none()).length() > 1);
        }
    }
}

package io.contextdb.engine.repair;

import static io.contextdb.engine.repair.Patient.COPY;
import static io.contextdb.engine.repair.Patient.HOME;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.BulkLoader;
import io.contextdb.api.ContextDbException;
import io.contextdb.api.DamagedFile.Remedy;
import io.contextdb.api.Database;
import io.contextdb.api.Progress;
import io.contextdb.api.RepairOptions;
import io.contextdb.api.RepairReport;
import io.contextdb.archive.DirectorySource;
import io.contextdb.engine.fixture.Bundled;
import io.contextdb.testkit.file.MemoryFileSystem;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A database that was loaded in bulk loses its snapshots: what repair says of it is what opening it comes to. */
class LostSnapshotTest {
    private MemoryFileSystem disk = new MemoryFileSystem();

    /**
     * A bulk load, so many snapshots more, each behind a commit, and one commit; with a copy of all. Returns the
     * digest.
     */
    private String load(int snapshots) {
        String last;
        disk = new MemoryFileSystem();
        try (Database db = Patient.open(disk, HOME)) {
            try (BulkLoader loader = db.beginBulkLoad()) {
                int type = loader.edgeType("T");
                for (int id = 1; id <= 300; id++) {
                    loader.node(id, List.of("L"), Map.of("name", "node " + id));
                    loader.edge(id, 1, type);
                }
                loader.commit(Progress.none());
            }
            for (int i = 0; i < snapshots; i++) {
                db.insertNode(1000 + i, List.of("Late"), Map.of());
                db.createSnapshot();
            }
            db.insertNode(5000, List.of("Last"), Map.of());
            last = db.contentDigest(Progress.none());
        }
        for (Path path : List.copyOf(disk.paths())) {
            if (path.startsWith(HOME)) {
                disk.put(COPY.resolve(HOME.relativize(path)), disk.bytes(path));
            }
        }
        return last;
    }

    /** Deletes the files below the directory of the database whose paths begin so. */
    private void lose(String prefix) {
        for (Path path : List.copyOf(disk.paths())) {
            if (path.startsWith(HOME) && HOME.relativize(path).toString().startsWith(prefix)) {
                disk.delete(path);
            }
        }
    }

    private RepairReport fromArchive() {
        DirectorySource archive = new DirectorySource(
                disk, COPY, Bundled.storage("mmap").documents().orElseThrow());
        return Patient.repair(disk, RepairOptions.check().apply(true), Optional.of(archive));
    }

    @Test
    void lostFilesOfABulkLoadAreNamed() {
        load(2);
        lose("metadata/snapshot-");
        RepairReport report = Patient.repair(disk, RepairOptions.check().apply(true));
        assertFalse(report.usable(), report::toString);
        // One damage, though all files of the load are gone.
        assertEquals(1, report.remaining().size(), report::toString);
        assertTrue(
                report.remaining().stream()
                        .allMatch(damage -> damage.path().startsWith("stage/")
                                && damage.remedy() == Remedy.SALVAGE
                                && damage.problem().contains("commit 1 loads 300 nodes, 300 edges and 0 vectors")),
                report::toString);
        assertThrows(ContextDbException.class, () -> Patient.open(disk, HOME));
    }

    @Test
    void theArchivesSnapshotIsTaken() {
        for (List<String> lost : List.of(
                List.of("metadata/snapshot-"),
                List.of("metadata/"),
                List.of("metadata/snapshot-", "nodes/"),
                List.of("metadata/", "nodes/", "edges/", "vectors/", "deletes/"))) {
            String expected = load(2);
            lost.forEach(this::lose);
            assertFalse(Patient.repair(disk, RepairOptions.check()).usable(), lost::toString);
            RepairReport report = fromArchive();
            assertTrue(report.usable(), () -> lost + ": " + report);
            assertEquals(expected, Patient.soundDigest(disk, HOME), lost::toString);
        }
    }

    /** As long as the files of the load are there, the log gives everything. */
    @Test
    void aLogFromTheBeginningIsEnough() {
        String expected = load(0);
        for (String lost : List.of("metadata/snapshot-", "metadata/")) {
            lose(lost);
            RepairReport report = Patient.repair(disk, RepairOptions.check().apply(true));
            assertTrue(report.usable(), report::toString);
            assertEquals(expected, Patient.soundDigest(disk, HOME), lost);
        }
    }
}

package io.contextdb.engine.repair;

import static io.contextdb.engine.repair.Patient.HOME;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.BulkLoader;
import io.contextdb.api.Database;
import io.contextdb.api.Progress;
import io.contextdb.api.SalvageReport;
import io.contextdb.api.Snapshot;
import io.contextdb.api.VectorIndexOptions;
import io.contextdb.testkit.file.MemoryFileSystem;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which vectors were deleted is known beside the files that say whose they are. */
class RemainsOfSpacesTest {
    private static final int NODES = 400;
    private static final int DELETED = 30;
    private static final List<String> SPACES = List.of("one", "two");

    private final MemoryFileSystem disk = new MemoryFileSystem();

    @Test
    void deletedVectorsAreNotMissing() {
        try (Database db = Patient.open(disk, HOME)) {
            load(db);
            for (int id = 1; id <= DELETED; id++) {
                db.deleteVector(id, SPACES.getFirst());
            }
            db.createSnapshot();
            long before = db.snapshots().getLast().id();
            // The newest two are kept, and share the files of vectors.
            db.insertEdge(1, 2, "T", Map.of());
            db.createSnapshot();
            db.snapshots().stream().map(Snapshot::id).filter(id -> id < before).forEach(db::deleteSnapshot);
        }
        List<Path> maps = disk.paths().stream()
                .filter(path -> path.toString().contains("/vectors/row-"))
                .toList();
        assertEquals(SPACES.size(), maps.size(), maps::toString);
        maps.forEach(this::damage);
        SalvageReport report = Patient.salvage(disk);
        assertTrue(report.missing().vectors() > 0, report::toString);
        assertEquals(
                SPACES.size() * NODES - DELETED,
                report.vectors() + report.missing().vectors(),
                report::toString);
    }

    private static void load(Database db) {
        try (BulkLoader loader = db.beginBulkLoad()) {
            for (String space : SPACES) {
                loader.vectorIndex(space, VectorIndexOptions.of("flat").dimension(2));
            }
            for (int id = 1; id <= NODES; id++) {
                loader.node(id, List.of(), Map.of());
                for (String space : SPACES) {
                    loader.vector(id, space, new float[] {1, id});
                }
            }
            loader.commit(Progress.none());
        }
    }

    /** The first block of the body, where it begins behind the header's page. */
    private void damage(Path file) {
        byte[] bytes = disk.bytes(file);
        bytes[4096 + 8] ^= 0x55;
        disk.put(file, bytes);
    }
}

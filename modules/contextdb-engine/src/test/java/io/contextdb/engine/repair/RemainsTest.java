package io.contextdb.engine.repair;

import static io.contextdb.engine.repair.Patient.COPY;
import static io.contextdb.engine.repair.Patient.HOME;
import static io.contextdb.engine.repair.Patient.SALVAGED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.BulkLoader;
import io.contextdb.api.Database;
import io.contextdb.api.Node;
import io.contextdb.api.Progress;
import io.contextdb.api.SalvageReport;
import io.contextdb.api.SalvageReport.Gap;
import io.contextdb.api.SalvageReport.Ids;
import io.contextdb.api.SalvageReport.Missing;
import io.contextdb.api.VectorIndexOptions;
import io.contextdb.testkit.file.MemoryFileSystem;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A loaded database whose log begins with a load that is gone: of a damaged snapshot everything outside the damaged
 * blocks is salvaged.
 */
class RemainsTest {
    private static final int NODES = 4000;
    private static final int DIMENSION = 16;
    private static final long LATE = 10_000;

    private final MemoryFileSystem disk = new MemoryFileSystem();

    @BeforeEach
    void load() {
        try (Database db = Patient.open(disk, HOME)) {
            try (BulkLoader loader = db.beginBulkLoad()) {
                loader.vectorIndex("embedding", VectorIndexOptions.of("flat").dimension(DIMENSION));
                int type = loader.edgeType("T");
                for (int id = 1; id <= NODES; id++) {
                    loader.node(id, List.of("L"), Map.of("name", "node " + id + " ".repeat(40), "number", id));
                    loader.vector(id, "embedding", vector(id));
                }
                for (int id = 1; id <= NODES; id++) {
                    loader.edge(id, 1 + id % NODES, type, Map.of("weight", id));
                }
                loader.commit(Progress.none());
            }
            // Shares all files, and lets the files of the load go.
            db.createSnapshot();
            db.insertNode(LATE, List.of("Late"), Map.of());
            db.insertNode(LATE + 1, List.of("Last"), Map.of());
            db.insertEdge(LATE + 1, 1, "T", Map.of());
            db.deleteNode(LATE);
        }
        for (Path path : List.copyOf(disk.paths())) {
            if (path.startsWith(HOME)) {
                disk.put(COPY.resolve(HOME.relativize(path)), disk.bytes(path));
            }
        }
    }

    private static float[] vector(int id) {
        float[] vector = new float[DIMENSION];
        vector[id % DIMENSION] = id;
        return vector;
    }

    private Path file(String prefix) {
        return disk.paths().stream()
                .filter(path -> path.startsWith(HOME)
                        && HOME.relativize(path).toString().startsWith(prefix))
                .findFirst()
                .orElseThrow();
    }

    private void flip(Path file, int offset) {
        byte[] bytes = disk.bytes(file);
        for (int i = 0; i < 8; i++) {
            bytes[offset + i] ^= 0x55;
        }
        disk.put(file, bytes);
    }

    /** Salvages, and checks that all that is there is as it was, and that what is not is counted. */
    private SalvageReport salvage() {
        SalvageReport report = Patient.salvage(disk);
        Missing missing = report.missing();
        long commit;
        try (Database was = Patient.open(disk, COPY);
                Database db = Patient.open(disk, SALVAGED)) {
            assertTrue(db.verify(Progress.none()).sound());
            commit = was.statistics().commitIndex();
            assertEquals(was.statistics().nodes(), report.nodes() + missing.nodes(), report::toString);
            assertEquals(was.statistics().vectors(), report.vectors() + missing.vectors(), report::toString);
            assertEquals(was.statistics().edges(), report.edges() + missing.edges() + missing.commitsRefused());
            long different = 0;
            for (long id = 1; id <= NODES; id++) {
                Optional<Node> node = db.findNode(id);
                if (node.isPresent() && !node.equals(was.findNode(id))) {
                    different++;
                    assertTrue(was.findNode(id)
                            .orElseThrow()
                            .properties()
                            .entrySet()
                            .containsAll(node.get().properties().entrySet()));
                }
            }
            assertTrue(different <= missing.incomplete() + missing.vectors(), different + ": " + report);
            assertTrue(db.findNode(LATE + 1).isPresent() && db.findNode(LATE).isEmpty(), report::toString);
            assertTrue(db.insertNode(List.of("New"), Map.of()) > LATE + 1);
        }
        assertEquals(commit, report.commitIndex());
        assertEquals(0, report.lost().commits());
        assertEquals(missing.equals(Missing.NOTHING), report.complete());
        return report;
    }

    @ParameterizedTest
    @ValueSource(strings = {"nodes/", "edges/edge-", "vectors/vec-", "vectors/row-"})
    void aDamagedHeaderTakesNothing(String prefix) {
        flip(file(prefix), 200);
        assertEquals(Missing.NOTHING, salvage().missing());
    }

    @ParameterizedTest
    @ValueSource(strings = {"nodes/", "edges/edge-", "vectors/vec-", "vectors/row-"})
    void aDamagedTrailerTakesNothing(String prefix) {
        flip(file(prefix), disk.bytes(file(prefix)).length - 40);
        assertEquals(Missing.NOTHING, salvage().missing());
    }

    @Test
    void aDamagedChecksumTakesItsBlockOnly() {
        Path vectors = file("vectors/vec-");
        int body = 4096 + NODES * 64;
        flip(vectors, (body + 4095) / 4096 * 4096 + 40);
        Missing missing = salvage().missing();
        assertEquals(2 * 4096 / 64, missing.vectors(), missing::toString);
        assertEquals(0, missing.nodes() + missing.edges() + missing.incomplete());
    }

    @Test
    void aDamagedFirstBlockOfNodesTakesLabelsAndPropertiesOnly() {
        flip(file("nodes/"), 4096 + 8);
        Missing missing = salvage().missing();
        assertEquals(0, missing.nodes() + missing.edges() + missing.vectors() + missing.commitsRefused());
        assertTrue(missing.incomplete() > 0, missing::toString);
        assertTrue(missing.gaps().stream().allMatch(gap -> gap.ids().isPresent()), missing::toString);
        Gap properties = missing.gaps().stream()
                .filter(gap -> gap.what().equals("properties of nodes"))
                .findFirst()
                .orElseThrow();
        assertEquals(missing.incomplete(), properties.rows(), missing::toString);
    }

    @Test
    void aDamagedFirstBlockOfEdgesTakesThoseInIt() {
        flip(file("edges/edge-"), 4096 + 8);
        Missing missing = salvage().missing();
        assertEquals(0, missing.nodes() + missing.vectors(), missing::toString);
        Gap edges = missing.gaps().stream()
                .filter(gap -> gap.what().equals("edges"))
                .findFirst()
                .orElseThrow();
        assertEquals(edges.rows(), missing.edges());
        assertEquals(Optional.of(new Ids(1, edges.rows())), edges.ids());
    }

    @Test
    void withoutHeaderAndTrailerNobodyKnowsWhatAFileIs() {
        Path edges = file("edges/edge-");
        flip(edges, 200);
        flip(edges, disk.bytes(edges).length - 40);
        SalvageReport report = salvage();
        assertEquals(NODES, report.missing().edges());
        assertEquals("a file of edges", report.missing().gaps().getFirst().what());
    }

    @Test
    void aLostFileIsToldWithItsIds() {
        disk.delete(file("edges/edge-"));
        Gap lost = salvage().missing().gaps().getFirst();
        assertEquals("a file of edges", lost.what());
        assertEquals(NODES, lost.rows());
        assertEquals(Optional.of(new Ids(1, NODES)), lost.ids());
    }

    @Test
    void outsideADamagedBlockOfNodesAllIsThere() {
        Path nodes = file("nodes/");
        flip(nodes, disk.bytes(nodes).length / 2);
        Missing missing = salvage().missing();
        assertEquals(0, missing.nodes() + missing.edges() + missing.vectors() + missing.commitsRefused());
        assertTrue(missing.incomplete() > 0 && missing.incomplete() < NODES, missing::toString);
        assertTrue(missing.gaps().stream().allMatch(gap -> gap.problem().contains("nodes/node-")), missing::toString);
    }

    @Test
    void withoutEdgesNodesAndVectorsAreThere() {
        disk.delete(file("edges/edge-"));
        SalvageReport report = salvage();
        assertEquals(NODES, report.missing().edges());
        assertEquals(
                0,
                report.missing().nodes()
                        + report.missing().vectors()
                        + report.missing().incomplete());
        assertTrue(report.missing().gaps().getFirst().problem().contains("edges/edge-"), report::toString);
    }

    @Test
    void vectorsOfOneBlockAreMissing() {
        flip(file("vectors/vec-"), 40_000);
        Missing missing = salvage().missing();
        assertEquals(4096 / 64, missing.vectors(), missing::toString);
        assertEquals(0, missing.nodes() + missing.edges() + missing.incomplete());
        assertEquals("vectors of 'embedding'", missing.gaps().getFirst().what());
    }

    @Test
    void aLostFileOfVectorsTakesNothingElse() {
        disk.delete(file("vectors/vec-"));
        Missing missing = salvage().missing();
        assertEquals(NODES, missing.vectors(), missing::toString);
        assertEquals(0, missing.nodes() + missing.edges() + missing.incomplete());
    }
}

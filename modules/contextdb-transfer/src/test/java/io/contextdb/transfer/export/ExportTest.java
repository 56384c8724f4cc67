package io.contextdb.transfer.export;

import static io.contextdb.testkit.Failures.assertCode;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.BulkLoader;
import io.contextdb.api.ContextDB;
import io.contextdb.api.ContextDbException;
import io.contextdb.api.Database;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.Progress;
import io.contextdb.transfer.Export;
import io.contextdb.transfer.ExportFormat;
import io.contextdb.transfer.ExportOptions;
import io.contextdb.transfer.ImportOptions;
import io.contextdb.transfer.ImportPlan;
import io.contextdb.transfer.VectorReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an export looks like, and what happens when it cannot be written or read. */
class ExportTest {
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");

    @TempDir
    Path directory;

    private Database filled() {
        Database db = ContextDB.open(directory.resolve("db"));
        db.insertNode(
                1, List.of("User", "Admin"), Map.of("name", "Ann", "tags", List.of("a", "b"), "data", new byte[] {1}));
        db.insertNode(-1, List.of(), Map.of("name", "", "embedding", new float[] {0.1f, -0f}));
        db.insertNode(3, List.of("User"), Map.of("embedding", new float[] {1, 2}));
        db.insertEdge(1, -1, "OWNS", Map.of("since", 2020, "weight", 0.5));
        return db;
    }

    private Path export(Database db, ExportOptions options, String name) {
        Path target = directory.resolve(name);
        Export.write(db, options.timestamp(TIME), target, Progress.none());
        return target;
    }

    private static Map<String, String> textsOf(Path export) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.walk(export)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                boolean text = file.toString().matches(".*[.](json|jsonl|csv)");
                texts.put(
                        export.relativize(file).toString(),
                        text ? Files.readString(file) : Files.size(file) + " bytes");
            }
        }
        return texts;
    }

    @Test
    void jsonHasTheSeedsLayout() throws IOException {
        try (Database db = filled()) {
            Map<String, String> texts = textsOf(export(db, ExportOptions.of(ExportFormat.JSON), "json"));
            assertEquals("""
                    [
                    {"id":1,"labels":["Admin","User"],"properties":{"data":{"$type":"Base64","_value":"AQ=="},"name":"Ann","tags":["a","b"]}},
                    {"id":18446744073709551615,"labels":[],"properties":{"name":""}},
                    {"id":3,"labels":["User"],"properties":{}}
                    ]
                    """, texts.remove("nodes/node-000001.json"));
            assertEquals("""
                    [
                    {"id":1,"from":1,"to":18446744073709551615,"kind":"OWNS","properties":{"since":2020,"weight":0.5}}
                    ]
                    """, texts.remove("edges/edge-000001.json"));
            assertEquals("""
                    {"snapshot_id":1,"timestamp":"2026-01-02T03:04:05Z","vector_files":["vectors/vec-000001.blob"],\
                    "node_files":["nodes/node-000001.json"],"edge_files":["edges/edge-000001.json"],\
                    "counts":{"vectors":2,"nodes":3,"edges":1},"format_version":1,"operation":"export","format":"json","commit_index":4,\
                    "vector_spaces":[{"name":"embedding","index":"hnsw","metric":"cosine","dimension":2,"parameters":{},\
                    "files":[{"rows":"vectors/vec-000001.blob","ids":"vectors/vec-000001.ids"}]}],\
                    "files":[{"path":"nodes/node-000001.json","rows":3,"bytes":236},\
                    {"path":"vectors/vec-000001.blob","rows":2,"bytes":4112},{"path":"vectors/vec-000001.ids","rows":2,"bytes":16},\
                    {"path":"edges/edge-000001.json","rows":1,"bytes":103}]}
                    """, texts.remove("metadata/snapshot-000001.json"));
            assertEquals(Map.of("vectors/vec-000001.blob", "4112 bytes", "vectors/vec-000001.ids", "16 bytes"), texts);
        }
    }

    @Test
    void csvHasTypedHeadersAndJsonForTheRest() throws IOException {
        try (Database db = filled()) {
            Map<String, String> texts =
                    textsOf(export(db, ExportOptions.of(ExportFormat.CSV).rowsPerFile(2), "csv"));
            String header = "id:ID,:LABEL,name:string,tags:string[],:JSON\n";
            assertEquals(
                    header
                            + "1,Admin;User,Ann,a;b,\"{\"\"properties\"\":{\"\"data\"\":{\"\"$type\"\":\"\"Base64\"\",\"\"_value\"\":\"\"AQ==\"\"}}}\"\n"
                            + "18446744073709551615,,\"\",,\n",
                    texts.get("nodes/node-000001.csv"));
            assertEquals(header + "3,User,,,\n", texts.get("nodes/node-000002.csv"));
            assertEquals(
                    ":EDGE_ID,:START_ID,:END_ID,:TYPE,since:long,weight:double\n1,1,18446744073709551615,OWNS,2020,0.5\n",
                    texts.get("edges/edge-000001.csv"));
            assertEquals("144 bytes", texts.get("vectors/vec-000001.npy"));
        }
    }

    @Test
    void jsonLinesHoldTheirVectors() throws IOException {
        try (Database db = filled()) {
            Map<String, String> texts = textsOf(export(db, ExportOptions.of(ExportFormat.JSONL), "jsonl"));
            assertEquals(
                    "{\"id\":18446744073709551615,\"labels\":[],\"properties\":{\"name\":\"\"},\"vectors\":{\"embedding\":[0.1,-0.0]}}",
                    texts.getOrDefault("nodes/node-000001.jsonl", "")
                            .lines()
                            .toList()
                            .get(1));
        }
    }

    @Test
    void vectorFilesAreReadByThemselves() {
        try (Database db = filled()) {
            for (ExportFormat format : List.of(ExportFormat.JSON, ExportFormat.CSV)) {
                Path export = export(db, ExportOptions.of(format), format.name());
                String file = format == ExportFormat.JSON ? "vectors/vec-000001.blob" : "vectors/vec-000001.npy";
                try (VectorReader reader = VectorReader.open(export.resolve(file))) {
                    assertEquals(2, reader.rows());
                    float[] vector = new float[reader.dimension()];
                    assertTrue(reader.next(vector));
                    assertArrayEquals(new float[] {0.1f, -0f}, vector);
                }
            }
        }
    }

    @Test
    void numpyMapsTheVectors() throws IOException, InterruptedException {
        Assumptions.assumeTrue(python("import numpy") == 0, "python3 with numpy is not installed");
        try (Database db = filled()) {
            Path json = export(db, ExportOptions.of(ExportFormat.JSON), "json");
            assertEquals(0, python("""
                            import numpy, json
                            head = json.loads(open('%1$s/vectors/vec-000001.blob', 'rb').read(4096))
                            rows = numpy.memmap('%1$s/vectors/vec-000001.blob', dtype='<f4', mode='r', offset=4096,
                                                shape=(head['rows'], head['dimension']))
                            ids = numpy.fromfile('%1$s/vectors/vec-000001.ids', dtype='<u8')
                            assert rows.tolist() == numpy.array([[0.1, -0.0], [1, 2]], dtype='<f4').tolist(), rows
                            assert ids.tolist() == [2**64 - 1, 3], ids
                            """.formatted(json)));
            Path csv = export(db, ExportOptions.of(ExportFormat.CSV), "csv");
            assertEquals(0, python("""
                            import numpy
                            rows = numpy.load('%s/vectors/vec-000001.npy', mmap_mode='r')
                            assert rows.shape == (2, 2) and rows.dtype == '<f4' and rows[1, 1] == 2, rows
                            """.formatted(csv)));
        }
    }

    private static int python(String program) throws IOException, InterruptedException {
        try {
            Process process =
                    new ProcessBuilder("python3", "-c", program).inheritIO().start();
            assertTrue(process.waitFor(60, TimeUnit.SECONDS));
            return process.exitValue();
        } catch (IOException missing) {
            return -1;
        }
    }

    @Test
    void whatLiesAtTheTargetIsNeverReplaced() throws IOException {
        try (Database db = filled()) {
            Path target = export(db, ExportOptions.of(ExportFormat.JSON), "out");
            Map<String, String> before = textsOf(target);
            assertCode(
                    ErrorCode.ALREADY_EXISTS,
                    () -> Export.write(db, ExportOptions.of(ExportFormat.CSV), target, Progress.none()));
            assertEquals(before, textsOf(target));
            Path empty = Files.createDirectory(directory.resolve("empty"));
            Export.write(db, ExportOptions.of(ExportFormat.CSV), empty, Progress.none());
            assertEquals(5, textsOf(empty).size());
        }
    }

    @Test
    void anExportThatFailsLeavesNothing() throws IOException {
        try (Database db = filled()) {
            for (ExportFormat format : ExportFormat.values()) {
                RuntimeException stop = new RuntimeException("stop");
                assertEquals(
                        stop,
                        assertThrows(
                                RuntimeException.class,
                                () -> Export.write(
                                        db,
                                        ExportOptions.of(format),
                                        directory.resolve("out"),
                                        (phase, done, total) -> {
                                            if (phase.equals("writing edges")) {
                                                throw stop;
                                            }
                                        })));
                try (Stream<Path> left = Files.list(directory)) {
                    assertEquals(List.of(directory.resolve("db")), left.toList());
                }
            }
        }
    }

    @Test
    void anExportShowsTheStateItBeganWith() {
        try (Database db = filled()) {
            String expected = db.contentDigest(Progress.none());
            Path target = directory.resolve("out");
            long[] later = {100};
            Export.write(db, ExportOptions.of(ExportFormat.CSV), target, (phase, done, total) -> {
                db.insertNode(later[0]++, List.of("Later"), Map.of(phase, 1));
                db.updateNode(3, Map.of("name", phase));
                db.insertVector(3, new float[] {done, total});
            });
            assertEquals(expected, digestOfCopy(target));
        }
    }

    private String digestOfCopy(Path export) {
        try (Database copy = ContextDB.open(directory.resolve("copy"));
                BulkLoader loader = copy.beginBulkLoad()) {
            ImportPlan.of(List.of(export), ImportOptions.defaults()).read(loader, (_, _, _, _) -> {});
            loader.commit(Progress.none());
            return copy.contentDigest(Progress.none());
        }
    }

    @Test
    void anExportThatIsNotWholeIsRefused() throws IOException {
        try (Database db = filled()) {
            Path export = export(db, ExportOptions.of(ExportFormat.JSONL), "out");
            Path nodes = export.resolve("nodes/node-000001.jsonl");
            String whole = Files.readString(nodes);
            Files.writeString(nodes, whole.substring(0, whole.length() - 1));
            assertRefused(ErrorCode.MALFORMED_INPUT, export, "the export was written with");
            // As long as before, but without one of its lines.
            String first = whole.lines().findFirst().orElseThrow();
            Files.writeString(nodes, " ".repeat(first.length()) + whole.substring(first.length()));
            assertRefused(ErrorCode.NODE_NOT_FOUND, export, "no node");
            String last = whole.lines().toList().getLast();
            Files.writeString(
                    nodes, whole.substring(0, whole.length() - last.length() - 1) + " ".repeat(last.length() + 1));
            assertRefused(ErrorCode.MALFORMED_INPUT, export, "hold 3 rows; the export was written with 4");
            Files.delete(nodes);
            assertRefused(ErrorCode.FILE_NOT_FOUND, export, "has lost its file");
        }
    }

    @Test
    void aDatabaseIsNoExport() {
        try (Database db = filled()) {
            db.createSnapshot();
            assertRefused(ErrorCode.MALFORMED_INPUT, directory.resolve("db"), "this describes no export");
        }
    }

    @Test
    void aDescriptionNamesNoFileOutsideOfTheExport() throws IOException {
        try (Database db = filled()) {
            Path export = export(db, ExportOptions.of(ExportFormat.JSONL), "out");
            Path description = export.resolve(ExportDescription.PATH);
            Files.writeString(description, Files.readString(description).replace("edges/edge-", "../../edges/edge-"));
            assertRefused(ErrorCode.MALFORMED_INPUT, export, "paths within the export");
        }
    }

    private void assertRefused(ErrorCode code, Path export, String words) {
        ContextDbException refused = assertThrows(ContextDbException.class, () -> digestOfCopy(export));
        assertEquals(code, refused.code(), refused.getMessage());
        assertTrue(refused.getMessage().contains(words), refused.getMessage());
    }
}

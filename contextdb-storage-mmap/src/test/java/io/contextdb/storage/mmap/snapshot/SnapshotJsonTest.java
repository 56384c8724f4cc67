package io.contextdb.storage.mmap.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.Metric;
import io.contextdb.api.Snapshot;
import io.contextdb.api.VectorIndexOptions;
import io.contextdb.api.spi.DatabaseId;
import io.contextdb.api.spi.LogPosition;
import io.contextdb.api.spi.VectorSpace;
import io.contextdb.storage.mmap.file.FileKind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class SnapshotJsonTest {
    private static final Path PATH = Path.of("db", "metadata", "snapshot-000042.json");

    private static final SnapshotMetadata METADATA = new SnapshotMetadata(
            new DatabaseId(0x0123_4567_89ab_cdefL, -2),
            42,
            1_700_000_000_123L,
            41,
            Snapshot.Operation.CHECKPOINT,
            new LogPosition(3, 977),
            960,
            new SnapshotCounts(1, 2, 1, 3, -1L, 7, List.of(1L), List.of(2L, 0L)),
            new SnapshotSummary(1, 2, 3, 4, 5, 6),
            new Schema(
                    List.of("Größe \"x\""),
                    List.of("OWNS", "LINKS"),
                    List.of(),
                    List.of(new VectorSpace(
                            5,
                            "embedding",
                            VectorIndexOptions.of("hnsw")
                                    .dimension(128)
                                    .metric(Metric.COSINE)
                                    .parameter("m", 16))),
                    6),
            List.of(
                    new FileEntry(
                            FileKind.NODES,
                            "nodes/node-000017.cdb",
                            17,
                            -1,
                            8300,
                            3,
                            0x0a0b0c0d,
                            "ab",
                            5,
                            -1L,
                            40,
                            FileRole.BASE),
                    new FileEntry(
                            FileKind.NODES,
                            "nodes/node-000018.cdb",
                            18,
                            -1,
                            8200,
                            2,
                            1,
                            "ef",
                            6,
                            7,
                            42,
                            FileRole.RECENT_PATCH),
                    new FileEntry(
                            FileKind.VECTORS,
                            "vectors/vec-000003.blob",
                            3,
                            5,
                            99,
                            1,
                            -1,
                            "cd",
                            0,
                            0,
                            42,
                            FileRole.BASE)),
            List.of(19L, 2L, 2L, 4L, 1L, 1L, 1L));

    /** The whole document, as {@link SnapshotJson} describes it. A change here is a change of the format. */
    private static final String TEXT = """
            {
              "format_version" : 1,
              "database_id" : "0123456789abcdeffffffffffffffffe",
              "snapshot_id" : 42,
              "timestamp" : "2023-11-14T22:13:20.123Z",
              "vector_files" : [
                "vectors/vec-000003.blob"
              ],
              "node_files" : [
                "nodes/node-000017.cdb",
                "nodes/node-000018.cdb"
              ],
              "edge_files" : [ ],
              "counts" : {
                "vectors" : 1,
                "nodes" : 1,
                "edges" : 2
              },
              "parent_snapshot_id" : 41,
              "operation" : "checkpoint",
              "log_position" : {
                "term" : 3,
                "index" : 977
              },
              "compact_index" : 960,
              "index_files" : [ ],
              "delete_files" : [ ],
              "files" : [
                {
                  "path" : "nodes/node-000017.cdb",
                  "kind" : "nodes",
                  "number" : 17,
                  "bytes" : 8300,
                  "rows" : 3,
                  "crc32c" : "0a0b0c0d",
                  "sha256" : "ab",
                  "min_id" : 5,
                  "max_id" : 18446744073709551615,
                  "created_by_snapshot" : 40
                },
                {
                  "path" : "nodes/node-000018.cdb",
                  "kind" : "nodes",
                  "number" : 18,
                  "bytes" : 8200,
                  "rows" : 2,
                  "crc32c" : "00000001",
                  "sha256" : "ef",
                  "min_id" : 6,
                  "max_id" : 7,
                  "created_by_snapshot" : 42,
                  "role" : "recent_patch"
                },
                {
                  "path" : "vectors/vec-000003.blob",
                  "kind" : "vectors",
                  "number" : 3,
                  "vector_space" : 5,
                  "bytes" : 99,
                  "rows" : 1,
                  "crc32c" : "ffffffff",
                  "sha256" : "cd",
                  "min_id" : 0,
                  "max_id" : 0,
                  "created_by_snapshot" : 42
                }
              ],
              "node_limit" : 3,
              "highest_ids" : {
                "node" : 18446744073709551615,
                "edge" : 7
              },
              "label_nodes" : [
                1
              ],
              "type_edges" : [
                2,
                0
              ],
              "schema" : {
                "labels" : [
                  "Größe \\"x\\""
                ],
                "edge_types" : [
                  "OWNS",
                  "LINKS"
                ],
                "property_keys" : [ ],
                "vector_spaces" : [
                  {
                    "number" : 5,
                    "name" : "embedding",
                    "type" : "hnsw",
                    "dimension" : 128,
                    "metric" : "cosine",
                    "parameters" : {
                      "m" : 16
                    }
                  }
                ],
                "next_vector_space" : 6
              },
              "summary" : {
                "added" : {
                  "vectors" : 3,
                  "nodes" : 1,
                  "edges" : 2
                },
                "removed" : {
                  "vectors" : 6,
                  "nodes" : 4,
                  "edges" : 5
                }
              },
              "next_file_numbers" : {
                "nodes" : 19,
                "edges" : 2,
                "adjacency" : 2,
                "vectors" : 4,
                "rows" : 1,
                "index" : 1,
                "deletions" : 1
              }""";

    @Test
    void theDocumentIsAsDescribed() throws NoSuchAlgorithmException {
        byte[] document = SnapshotJson.write(METADATA);
        String text = new String(document, StandardCharsets.UTF_8);
        int sealed = text.lastIndexOf(",\n  \"checksum\"");
        assertEquals(TEXT, text.substring(0, sealed));
        String digest = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256")
                        .digest(text.substring(0, sealed).getBytes(StandardCharsets.UTF_8)));
        assertEquals(",\n  \"checksum\" : \"" + digest + "\"\n}\n", text.substring(sealed));
    }

    @Test
    void readingGivesWhatWasWritten() {
        assertEquals(METADATA, SnapshotJson.read(PATH, SnapshotJson.write(METADATA)));
        SnapshotMetadata empty = SnapshotMetadata.empty();
        assertEquals(empty, SnapshotJson.read(PATH, SnapshotJson.write(empty)));
    }

    @Test
    void everyFlippedByteAndEveryCutIsFound() {
        byte[] document = SnapshotJson.write(METADATA);
        for (int at = 0; at < document.length; at++) {
            byte[] changed = document.clone();
            changed[at] ^= (byte) (1 << at % 8);
            assertDamaged(changed);
            assertDamaged(Arrays.copyOf(document, at));
        }
    }

    private static void assertDamaged(byte[] document) {
        ContextDbException error = assertThrows(ContextDbException.class, () -> SnapshotJson.read(PATH, document));
        assertEquals(ErrorCode.CORRUPTION, error.code());
        assertTrue(error.getMessage().contains(PATH.toString()), error::getMessage);
    }

    /**
     * Documents with a sound checksum that make no sense: never what this program wrote, and still no reason to fail
     * badly.
     */
    @Test
    void nonsenseUnderASoundChecksumIsDamage() {
        for (String[] change : new String[][] {
            {"\"snapshot_id\" : 42", "\"snapshot_id\" : \"x\""},
            {"\"term\" : 3", "\"term\" : 3.5"},
            {"\"kind\" : \"nodes\"", "\"kind\" : \"socks\""},
            {"nodes/node-000017.cdb\",\n      \"kind\"", "../../etc/passwd\",\n      \"kind\""},
            {"\"counts\"", "\"amounts\""},
            {"2023-11-14T22:13:20.123Z", "+999999999-12-31T23:59:59Z"},
            {"2023-11-14T22:13:20.123Z", "-999999999-01-01T00:00:00Z"},
            {"nodes/node-000018.cdb\",\n      \"kind\"", "nodes/node-000017.cdb\",\n      \"kind\""},
            {"\"node_limit\" : 3", "\"node_limit\" : 0"},
            {"\"kind\" : \"nodes\"", "\"kind\" : \"edges\""},
            {"\"label_nodes\" : [", "\"label_nodes\" : [\n    7,"},
            {"\"number\" : 5", "\"number\" : 2147483647"},
            {"{\n  \"format", "[\n  \"format"}
        }) {
            assertDamaged(resealed(change[0], change[1]));
        }
    }

    @Test
    void aNewerFormatIsNotDamage() {
        byte[] newer = resealed("\"format_version\" : 1", "\"format_version\" : 2");
        ContextDbException error = assertThrows(ContextDbException.class, () -> SnapshotJson.read(PATH, newer));
        assertEquals(ErrorCode.FORMAT_TOO_NEW, error.code());
    }

    private static byte[] resealed(String before, String after) {
        String text = new String(DocumentSeal.open(PATH, SnapshotJson.write(METADATA)), StandardCharsets.UTF_8);
        assertTrue(text.contains(before), before);
        return DocumentSeal.seal(text.replace(before, after).getBytes(StandardCharsets.UTF_8));
    }
}

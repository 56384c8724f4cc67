package io.contextdb.storage.mmap.snapshot;

import io.contextdb.api.Metric;
import io.contextdb.api.Snapshot;
import io.contextdb.api.VectorIndexOptions;
import io.contextdb.api.spi.DatabaseId;
import io.contextdb.api.spi.LogPosition;
import io.contextdb.api.spi.VectorSpace;
import io.contextdb.storage.mmap.file.Corruption;
import io.contextdb.storage.mmap.file.FileKind;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;

/**
 * A snapshot's JSON document, {@code metadata/snapshot-000042.json}. Its members, in this order:
 *
 * <pre>
 * format_version         1; a reader refuses a greater one
 * database_id            the {@link DatabaseId}, 32 hexadecimal digits
 * snapshot_id            number
 * timestamp              when the command that caused it was proposed, ISO 8601 in UTC with milliseconds at the finest
 * vector_files           paths relative to the database's directory, rows and row maps
 * node_files             likewise
 * edge_files             likewise, edge columns and adjacency
 * counts                 live {vectors, nodes, edges}
 * parent_snapshot_id     the snapshot it was made from; 0 for the first
 * operation              checkpoint, compact or import
 * log_position           {term, index} of the last command it holds
 * compact_index          index of the last command that gave nodes new ordinals; 0 for none
 * index_files            paths
 * delete_files           paths
 * files                  for each file {path, kind, number, vector_space when it has one, bytes, rows, crc32c, sha256, min_id, max_id,
 *                        created_by_snapshot, role when it is a patch: older_patch or recent_patch}; checksums in hexadecimal; those of one kind
 *                        in the order in which they lie on each other, the base first
 * node_limit             nodes, dead ones included
 * highest_ids            {node, edge} ever used
 * label_nodes            live nodes with each label, by number
 * type_edges             edges of each type, by number
 * schema                 {labels, edge_types, property_keys: names by number; vector_spaces: {number, name, type, dimension, metric,
 *                        parameters}; next_vector_space}
 * summary                {added, removed}, each {vectors, nodes, edges}
 * next_file_numbers      for each kind of file the number the next one gets
 * checksum               SHA-256 in hexadecimal of the document's bytes before the comma in front of this member
 * </pre>
 *
 * <p>Ids are unsigned 64-bit numbers. The text is indented by two blanks, ends its lines with a line feed, and is a
 * function of the metadata alone.
 */
final class SnapshotJson {
    /** The version of the document that is written, and the newest that is read. */
    static final int FORMAT_VERSION = 1;

    private SnapshotJson() {}

    /** The document of a snapshot. */
    static byte[] write(SnapshotMetadata metadata) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try (JsonGenerator out = JsonTree.generator(text)) {
            write(metadata, out);
        }
        return DocumentSeal.seal(text.toByteArray());
    }

    private static void write(SnapshotMetadata metadata, JsonGenerator out) {
        SnapshotCounts counts = metadata.counts();
        out.writeStartObject();
        out.writeNumberProperty("format_version", FORMAT_VERSION);
        out.writeStringProperty("database_id", metadata.database().toString());
        out.writeNumberProperty("snapshot_id", metadata.id());
        out.writeStringProperty(
                "timestamp", Instant.ofEpochMilli(metadata.timestampMillis()).toString());
        writePaths("vector_files", metadata, out, FileKind.VECTORS, FileKind.ROWS);
        writePaths("node_files", metadata, out, FileKind.NODES);
        writePaths("edge_files", metadata, out, FileKind.EDGES, FileKind.ADJACENCY);
        writeCounts("counts", counts.vectors(), counts.nodes(), counts.edges(), out);
        out.writeNumberProperty("parent_snapshot_id", metadata.parentId());
        out.writeStringProperty("operation", name(metadata.operation()));
        out.writeObjectPropertyStart("log_position");
        out.writeNumberProperty("term", metadata.position().term());
        out.writeNumberProperty("index", metadata.position().index());
        out.writeEndObject();
        out.writeNumberProperty("compact_index", metadata.compactIndex());
        writePaths("index_files", metadata, out, FileKind.INDEX);
        writePaths("delete_files", metadata, out, FileKind.DELETIONS);
        out.writeArrayPropertyStart("files");
        metadata.files().forEach(file -> writeFile(file, out));
        out.writeEndArray();
        out.writeNumberProperty("node_limit", counts.nodeLimit());
        out.writeObjectPropertyStart("highest_ids");
        out.writeNumberProperty("node", unsigned(counts.nodeIdHighest()));
        out.writeNumberProperty("edge", unsigned(counts.edgeIdHighest()));
        out.writeEndObject();
        writeNumbers("label_nodes", counts.labelNodes(), out);
        writeNumbers("type_edges", counts.typeEdges(), out);
        writeSchema(metadata.schema(), out);
        SnapshotSummary summary = metadata.summary();
        out.writeObjectPropertyStart("summary");
        writeCounts("added", summary.vectorsAdded(), summary.nodesAdded(), summary.edgesAdded(), out);
        writeCounts("removed", summary.vectorsRemoved(), summary.nodesRemoved(), summary.edgesRemoved(), out);
        out.writeEndObject();
        out.writeObjectPropertyStart("next_file_numbers");
        for (FileKind kind : FileKind.values()) {
            out.writeNumberProperty(name(kind), metadata.numbers().get(kind.ordinal()));
        }
        out.writeEndObject();
        out.writeEndObject();
    }

    private static void writePaths(String member, SnapshotMetadata metadata, JsonGenerator out, FileKind... kinds) {
        out.writeArrayPropertyStart(member);
        metadata.files().stream()
                .filter(file -> Arrays.asList(kinds).contains(file.kind()))
                .forEach(file -> out.writeString(file.path()));
        out.writeEndArray();
    }

    private static void writeCounts(String member, long vectors, long nodes, long edges, JsonGenerator out) {
        out.writeObjectPropertyStart(member);
        out.writeNumberProperty("vectors", vectors);
        out.writeNumberProperty("nodes", nodes);
        out.writeNumberProperty("edges", edges);
        out.writeEndObject();
    }

    private static void writeFile(FileEntry file, JsonGenerator out) {
        out.writeStartObject();
        out.writeStringProperty("path", file.path());
        out.writeStringProperty("kind", name(file.kind()));
        out.writeNumberProperty("number", file.number());
        if (file.space() != FileEntry.NO_SPACE) {
            out.writeNumberProperty("vector_space", file.space());
        }
        out.writeNumberProperty("bytes", file.bytes());
        out.writeNumberProperty("rows", file.rows());
        out.writeStringProperty("crc32c", String.format(Locale.ROOT, "%08x", file.crc32c()));
        out.writeStringProperty("sha256", file.sha256());
        out.writeNumberProperty("min_id", unsigned(file.idLowest()));
        out.writeNumberProperty("max_id", unsigned(file.idHighest()));
        out.writeNumberProperty("created_by_snapshot", file.createdBySnapshot());
        if (file.role() != FileRole.BASE) {
            out.writeStringProperty("role", name(file.role()));
        }
        out.writeEndObject();
    }

    private static void writeSchema(Schema schema, JsonGenerator out) {
        out.writeObjectPropertyStart("schema");
        writeNames("labels", schema.labels(), out);
        writeNames("edge_types", schema.edgeTypes(), out);
        writeNames("property_keys", schema.propertyKeys(), out);
        out.writeArrayPropertyStart("vector_spaces");
        schema.spaces().forEach(space -> writeSpace(space, out));
        out.writeEndArray();
        out.writeNumberProperty("next_vector_space", schema.spaceNumberNext());
        out.writeEndObject();
    }

    private static void writeSpace(VectorSpace space, JsonGenerator out) {
        VectorIndexOptions options = space.options();
        out.writeStartObject();
        out.writeNumberProperty("number", space.number());
        out.writeStringProperty("name", space.name());
        out.writeStringProperty("type", options.type());
        out.writeNumberProperty("dimension", options.dimension());
        out.writeStringProperty("metric", name(options.metric()));
        out.writeObjectPropertyStart("parameters");
        options.parameters().forEach(out::writeNumberProperty);
        out.writeEndObject();
        out.writeEndObject();
    }

    private static void writeNames(String member, List<String> names, JsonGenerator out) {
        out.writeArrayPropertyStart(member);
        names.forEach(out::writeString);
        out.writeEndArray();
    }

    private static void writeNumbers(String member, List<Long> numbers, JsonGenerator out) {
        out.writeArrayPropertyStart(member);
        numbers.forEach(out::writeNumber);
        out.writeEndArray();
    }

    /** Reads a document; {@code path} is for messages. */
    static SnapshotMetadata read(Path path, byte[] document) {
        byte[] text = DocumentSeal.open(path, document);
        JsonReader root = JsonReader.parse(path, text);
        long version = root.number("format_version");
        if (version > FORMAT_VERSION) {
            throw Corruption.tooNew(path, version, FORMAT_VERSION);
        }
        JsonReader counts = root.object("counts");
        JsonReader ids = root.object("highest_ids");
        JsonReader position = root.object("log_position");
        SnapshotMetadata metadata = new SnapshotMetadata(
                readDatabase(path, root.text("database_id")),
                root.number("snapshot_id"),
                root.millis("timestamp"),
                root.number("parent_snapshot_id"),
                root.constant("operation", Snapshot.Operation.class),
                new LogPosition(position.number("term"), position.number("index")),
                root.number("compact_index"),
                new SnapshotCounts(
                        counts.number("nodes"),
                        counts.number("edges"),
                        counts.number("vectors"),
                        root.integer("node_limit"),
                        ids.unsigned("node"),
                        ids.unsigned("edge"),
                        root.numbers("label_nodes"),
                        root.numbers("type_edges")),
                readSummary(root.object("summary")),
                readSchema(root.object("schema")),
                root.objects("files").stream().map(SnapshotJson::readFile).toList(),
                readNumbers(root.object("next_file_numbers")));
        MetadataCheck.run(path, metadata);
        return metadata;
    }

    private static DatabaseId readDatabase(Path path, String text) {
        try {
            return DatabaseId.parse(text);
        } catch (IllegalArgumentException e) {
            throw Corruption.at(path, 0, "the member database_id is wrong: " + e.getMessage());
        }
    }

    private static FileEntry readFile(JsonReader node) {
        return new FileEntry(
                node.constant("kind", FileKind.class),
                node.relativePath("path"),
                node.number("number"),
                node.has("vector_space") ? node.integer("vector_space") : FileEntry.NO_SPACE,
                node.number("bytes"),
                node.number("rows"),
                node.hexadecimal("crc32c"),
                node.text("sha256"),
                node.unsigned("min_id"),
                node.unsigned("max_id"),
                node.number("created_by_snapshot"),
                node.has("role") ? node.constant("role", FileRole.class) : FileRole.BASE);
    }

    private static Schema readSchema(JsonReader node) {
        List<VectorSpace> spaces = new ArrayList<>();
        for (JsonReader space : node.objects("vector_spaces")) {
            JsonReader entries = space.object("parameters");
            TreeMap<String, Integer> parameters = new TreeMap<>();
            entries.names().forEach(name -> parameters.put(name, entries.integer(name)));
            spaces.add(new VectorSpace(
                    space.integer("number"),
                    space.text("name"),
                    new VectorIndexOptions(
                            space.text("type"),
                            space.integer("dimension"),
                            space.constant("metric", Metric.class),
                            parameters)));
        }
        return new Schema(
                node.texts("labels"),
                node.texts("edge_types"),
                node.texts("property_keys"),
                spaces,
                node.integer("next_vector_space"));
    }

    private static SnapshotSummary readSummary(JsonReader node) {
        JsonReader added = node.object("added");
        JsonReader removed = node.object("removed");
        return new SnapshotSummary(
                added.number("nodes"),
                added.number("edges"),
                added.number("vectors"),
                removed.number("nodes"),
                removed.number("edges"),
                removed.number("vectors"));
    }

    private static List<Long> readNumbers(JsonReader node) {
        return Arrays.stream(FileKind.values())
                .map(kind -> node.number(name(kind)))
                .toList();
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static BigInteger unsigned(long id) {
        return new BigInteger(Long.toUnsignedString(id));
    }
}

package io.contextdb.storage.mmap.snapshot;

import io.contextdb.api.Metric;
import io.contextdb.api.VectorIndexOptions;
import io.contextdb.api.spi.LogPosition;
import io.contextdb.api.spi.VectorSpace;
import io.contextdb.storage.mmap.file.Corruption;
import io.contextdb.storage.mmap.file.FileKind;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A snapshot's JSON document, {@code metadata/snapshot-000042.json}. Its members, in this order:
 *
 * <pre>
 * format_version         1; a reader refuses a greater one
 * snapshot_id            number
 * timestamp              when the command that caused it was proposed, ISO 8601 in UTC with milliseconds at the finest
 * vector_files           paths relative to the database's directory, rows and row maps
 * node_files             likewise
 * edge_files             likewise, edge columns and adjacency
 * counts                 live {vectors, nodes, edges}
 * parent_snapshot_id     the snapshot it was made from; 0 for the first
 * operation              checkpoint, compact or import
 * log_position           {term, index} of the last command it holds
 * index_files            paths
 * delete_files           paths
 * files                  for each file {path, kind, number, vector_space when it has one, bytes, rows, crc32c, sha256, min_id, max_id,
 *                        created_by_snapshot}; checksums in hexadecimal
 * node_limit             nodes, dead ones included
 * highest_ids            {node, edge} ever used
 * label_nodes            live nodes with each label, by number
 * type_edges             edges of each type, by number
 * schema                 {labels, edge_types, property_keys: names by number; vector_spaces: {number, name, type, dimension, metric,
 *                        parameters}; next_vector_space}
 * summary                {added, removed}, each {nodes, edges, vectors}
 * next_file_numbers      for each kind of file the number the next one gets
 * checksum               SHA-256 in hexadecimal of the document's bytes before the comma in front of this member
 * </pre>
 *
 * <p>Ids are unsigned 64-bit numbers. The text is indented by two blanks, ends its lines with a line feed, and is a function of the
 * metadata alone.
 */
final class SnapshotJson {
    /** The version of the document that is written, and the newest that is read. */
    static final int FORMAT_VERSION = 1;

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private SnapshotJson() {}

    /** The document of a snapshot. */
    static byte[] write(SnapshotMetadata metadata) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("format_version", FORMAT_VERSION);
        root.put("snapshot_id", metadata.id());
        root.put("timestamp", Instant.ofEpochMilli(metadata.timestampMillis()).toString());
        putPaths(root, "vector_files", metadata, FileKind.VECTORS, FileKind.ROWS);
        putPaths(root, "node_files", metadata, FileKind.NODES);
        putPaths(root, "edge_files", metadata, FileKind.EDGES, FileKind.ADJACENCY);
        SnapshotCounts counts = metadata.counts();
        root.putObject("counts")
                .put("vectors", counts.vectors())
                .put("nodes", counts.nodes())
                .put("edges", counts.edges());
        root.put("parent_snapshot_id", metadata.parentId());
        root.put("operation", metadata.operation());
        root.putObject("log_position")
                .put("term", metadata.position().term())
                .put("index", metadata.position().index());
        putPaths(root, "index_files", metadata, FileKind.INDEX);
        putPaths(root, "delete_files", metadata, FileKind.DELETIONS);
        ArrayNode files = root.putArray("files");
        metadata.files().forEach(file -> putFile(files.addObject(), file));
        root.put("node_limit", counts.nodeLimit());
        root.putObject("highest_ids")
                .put("node", unsigned(counts.nodeIdHighest()))
                .put("edge", unsigned(counts.edgeIdHighest()));
        putNumbers(root.putArray("label_nodes"), counts.labelNodes());
        putNumbers(root.putArray("type_edges"), counts.typeEdges());
        putSchema(root.putObject("schema"), metadata.schema());
        putSummary(root.putObject("summary"), metadata.summary());
        ObjectNode numbers = root.putObject("next_file_numbers");
        for (FileKind kind : FileKind.values()) {
            numbers.put(name(kind), metadata.numbers().get(kind.ordinal()));
        }
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer =
                new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
        byte[] text = MAPPER.writer().with(printer).writeValueAsString(root).getBytes(StandardCharsets.UTF_8);
        return DocumentSeal.seal(text);
    }

    private static void putPaths(ObjectNode root, String member, SnapshotMetadata metadata, FileKind... kinds) {
        ArrayNode paths = root.putArray(member);
        metadata.files().stream()
                .filter(file -> Arrays.asList(kinds).contains(file.kind()))
                .forEach(file -> paths.add(file.path()));
    }

    private static void putFile(ObjectNode node, FileEntry file) {
        node.put("path", file.path());
        node.put("kind", name(file.kind()));
        node.put("number", file.number());
        if (file.space() != FileEntry.NO_SPACE) {
            node.put("vector_space", file.space());
        }
        node.put("bytes", file.bytes());
        node.put("rows", file.rows());
        node.put("crc32c", String.format(Locale.ROOT, "%08x", file.crc32c()));
        node.put("sha256", file.sha256());
        node.put("min_id", unsigned(file.idLowest()));
        node.put("max_id", unsigned(file.idHighest()));
        node.put("created_by_snapshot", file.createdBySnapshot());
    }

    private static void putSchema(ObjectNode node, Schema schema) {
        putNames(node.putArray("labels"), schema.labels());
        putNames(node.putArray("edge_types"), schema.edgeTypes());
        putNames(node.putArray("property_keys"), schema.propertyKeys());
        ArrayNode spaces = node.putArray("vector_spaces");
        for (VectorSpace space : schema.spaces()) {
            ObjectNode entry = spaces.addObject();
            entry.put("number", space.number());
            entry.put("name", space.name());
            entry.put("type", space.options().type());
            entry.put("dimension", space.options().dimension());
            entry.put("metric", name(space.options().metric()));
            ObjectNode parameters = entry.putObject("parameters");
            space.options().parameters().forEach(parameters::put);
        }
        node.put("next_vector_space", schema.spaceNumberNext());
    }

    private static void putNames(ArrayNode node, List<String> names) {
        names.forEach(node::add);
    }

    private static void putNumbers(ArrayNode node, List<Long> numbers) {
        numbers.forEach(node::add);
    }

    private static void putSummary(ObjectNode node, SnapshotSummary summary) {
        node.putObject("added")
                .put("nodes", summary.nodesAdded())
                .put("edges", summary.edgesAdded())
                .put("vectors", summary.vectorsAdded());
        node.putObject("removed")
                .put("nodes", summary.nodesRemoved())
                .put("edges", summary.edgesRemoved())
                .put("vectors", summary.vectorsRemoved());
    }

    /** Reads a document; {@code path} is for messages. */
    static SnapshotMetadata read(Path path, byte[] document) {
        byte[] text = DocumentSeal.open(path, document);
        JsonReader root = JsonReader.parse(path, text, MAPPER);
        long version = root.number("format_version");
        if (version > FORMAT_VERSION) {
            throw Corruption.tooNew(path, version, FORMAT_VERSION);
        }
        JsonReader counts = root.object("counts");
        JsonReader ids = root.object("highest_ids");
        JsonReader position = root.object("log_position");
        return new SnapshotMetadata(
                root.number("snapshot_id"),
                root.instant("timestamp").toEpochMilli(),
                root.number("parent_snapshot_id"),
                root.text("operation"),
                new LogPosition(position.number("term"), position.number("index")),
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
                node.number("created_by_snapshot"));
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

package io.contextdb.transfer.export;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.DatabaseStatistics;
import io.contextdb.api.DatabaseStatistics.VectorSpaceStatistics;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.Metric;
import io.contextdb.api.VectorIndexOptions;
import io.contextdb.transfer.ExportOptions;
import io.contextdb.transfer.export.ExportDirectory.Part;
import io.contextdb.transfer.export.ExportDirectory.Written;
import io.contextdb.transfer.input.Malformed;
import io.contextdb.transfer.input.RowProblem;
import io.contextdb.transfer.json.JsonForm;
import io.contextdb.transfer.json.JsonLine;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/**
 * What an export consists of, {@code metadata/snapshot-000001.json}: a JSON object with
 *
 * <pre>
 * snapshot_id      1
 * timestamp        when it was written, ISO 8601 in UTC
 * vector_files     paths relative to the export
 * node_files       likewise
 * edge_files       likewise
 * counts           {vectors, nodes, edges}
 * format_version   1; a reader refuses a greater one
 * operation        export
 * format           json, jsonl or csv
 * commit_index     the state of the database it was written from
 * vector_spaces    for each {name, index, metric, dimension, parameters, files}; files are {rows, ids}, two paths, and missing in jsonl
 * files            for each file {path, rows, bytes}
 * </pre>
 *
 * @param nodes the files of nodes
 * @param edges the files of edges
 * @param spaces how the vector spaces are declared, by name
 * @param vectors the files of vectors by space
 */
public record ExportDescription(
        Path directory,
        List<Path> nodes,
        List<Path> edges,
        SortedMap<String, VectorIndexOptions> spaces,
        List<VectorPaths> vectors,
        Counts counts) {
    private static final String FILE_NAME = "snapshot-000001.json";

    /** Where it lies within an export. */
    public static final String PATH = "metadata/" + FILE_NAME;

    private static final int FORMAT_VERSION = 1;
    private static final String OPERATION = "export";
    private static final int BYTES_MAX = 64 << 20;

    /** A file of vectors and the nodes they belong to. */
    public record VectorPaths(String space, Path rows, Path ids) {}

    /** How much there is. */
    public record Counts(long nodes, long edges, long vectors) {}

    // --- writing

    static void write(
            ExportDirectory directory,
            ExportOptions options,
            DatabaseStatistics statistics,
            Map<String, VectorFiles> vectorFiles,
            long nodes,
            long edges,
            long vectors) {
        RowBytes text = new RowBytes();
        try (JsonGenerator out = JsonForm.FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            out.writeStartObject();
            out.writeNumberProperty("snapshot_id", 1);
            out.writeStringProperty("timestamp", options.timestamp().toString());
            writePaths("vector_files", "vectors/", directory, out);
            writePaths("node_files", "nodes/", directory, out);
            writePaths("edge_files", "edges/", directory, out);
            out.writeObjectPropertyStart("counts");
            out.writeNumberProperty("vectors", vectors);
            out.writeNumberProperty("nodes", nodes);
            out.writeNumberProperty("edges", edges);
            out.writeEndObject();
            out.writeNumberProperty("format_version", FORMAT_VERSION);
            out.writeStringProperty("operation", OPERATION);
            out.writeStringProperty("format", options.format().name().toLowerCase(Locale.ROOT));
            out.writeNumberProperty("commit_index", statistics.commitIndex());
            out.writeArrayPropertyStart("vector_spaces");
            statistics.vectorSpaces().forEach(space -> writeSpace(space, vectorFiles, out));
            out.writeEndArray();
            out.writeArrayPropertyStart("files");
            for (Written file : directory.written()) {
                out.writeStartObject();
                out.writeStringProperty("path", file.path());
                out.writeNumberProperty("rows", file.rows());
                out.writeNumberProperty("bytes", file.bytes());
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeEndObject();
        }
        text.add("\n");
        Path file = directory.file(Part.METADATA, FILE_NAME);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.toByteArray());
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        } catch (IOException failure) {
            throw Failures.writing(file, failure);
        }
        directory.add(file, 1);
    }

    private static void writePaths(String member, String prefix, ExportDirectory directory, JsonGenerator out) {
        out.writeArrayPropertyStart(member);
        for (Written file : directory.written()) {
            // The nodes of rows are named with their spaces; they are no vectors.
            if (file.path().startsWith(prefix) && !file.path().endsWith(".ids")) {
                out.writeString(file.path());
            }
        }
        out.writeEndArray();
    }

    private static void writeSpace(
            VectorSpaceStatistics space, Map<String, VectorFiles> vectorFiles, JsonGenerator out) {
        VectorIndexOptions options = space.options();
        out.writeStartObject();
        out.writeStringProperty("name", space.name());
        out.writeStringProperty("index", options.type());
        out.writeStringProperty("metric", options.metric().name().toLowerCase(Locale.ROOT));
        out.writeNumberProperty("dimension", options.dimension());
        out.writeObjectPropertyStart("parameters");
        options.parameters().forEach(out::writeNumberProperty);
        out.writeEndObject();
        VectorFiles files = vectorFiles.get(space.name());
        if (files != null) {
            out.writeArrayPropertyStart("files");
            for (VectorFiles.Pair pair : files.pairs()) {
                out.writeStartObject();
                out.writeStringProperty("rows", pair.rows());
                out.writeStringProperty("ids", pair.ids());
                out.writeEndObject();
            }
            out.writeEndArray();
        }
        out.writeEndObject();
    }

    // --- reading

    /** Refuses an import of it that has seen another number of rows than were written. */
    public void checkRows(long rows) {
        boolean apart = !vectors.isEmpty();
        long expected = counts.nodes() + counts.edges() + (apart ? counts.vectors() : 0);
        if (rows != expected) {
            throw Malformed.file(
                    directory, PATH, "its files hold " + rows + " rows; the export was written with " + expected);
        }
    }

    /** Whether an export, or something that claims to be one, is in this directory. */
    public static boolean isIn(Path directory) {
        return Files.isRegularFile(directory.resolve(PATH));
    }

    /**
     * Reads the description of an export, and checks that its files are there with their lengths.
     *
     * @throws ContextDbException {@code MALFORMED_INPUT} when it describes no export, or one that is not whole;
     *     {@code FORMAT_TOO_NEW}
     */
    public static ExportDescription read(Path directory) {
        Path file = directory.resolve(PATH);
        try {
            if (Files.size(file) > BYTES_MAX) {
                throw Malformed.file(file, "the end", "a description longer than " + BYTES_MAX + " bytes");
            }
            byte[] bytes = Files.readAllBytes(file);
            return new Reader(directory, file, JsonLine.parse(bytes, 0, bytes.length)).read();
        } catch (RowProblem problem) {
            throw Malformed.file(file, "line 1", problem.reason());
        } catch (IOException failure) {
            throw new ContextDbException(ErrorCode.IO_FAILURE, "cannot read " + file + ": " + failure, failure);
        }
    }

    /** Takes the members apart. */
    private record Reader(Path directory, Path file, Map<String, Object> object) {
        ExportDescription read() throws IOException {
            if (!OPERATION.equals(object.get("operation"))) {
                throw Malformed.file(
                        file,
                        "\"operation\"",
                        "this describes no export; a database is exported with contextdb export --db " + directory
                                + " OUT");
            }
            if (number(object, "format_version") > FORMAT_VERSION) {
                throw new ContextDbException(
                        ErrorCode.FORMAT_TOO_NEW,
                        file + " has format version " + object.get("format_version") + "; this program reads up to "
                                + FORMAT_VERSION);
            }
            checkFiles();
            SortedMap<String, VectorIndexOptions> spaces = new TreeMap<>();
            List<VectorPaths> vectors = new ArrayList<>();
            for (Map<?, ?> space : objects(object, "vector_spaces")) {
                String name = text(space, "name");
                spaces.put(name, options(space));
                for (Map<?, ?> pair : objects(space, "files")) {
                    vectors.add(new VectorPaths(name, path(text(pair, "rows")), path(text(pair, "ids"))));
                }
            }
            Map<?, ?> counts = map(object, "counts");
            return new ExportDescription(
                    directory,
                    paths("node_files"),
                    paths("edge_files"),
                    spaces,
                    vectors,
                    new Counts(number(counts, "nodes"), number(counts, "edges"), number(counts, "vectors")));
        }

        private void checkFiles() throws IOException {
            for (Map<?, ?> entry : objects(object, "files")) {
                Path path = path(text(entry, "path"));
                long bytes = number(entry, "bytes");
                if (!Files.isRegularFile(path)) {
                    throw new ContextDbException(ErrorCode.FILE_NOT_FOUND, "the export has lost its file " + path);
                }
                if (Files.size(path) != bytes) {
                    throw Malformed.file(
                            path,
                            "offset " + Math.min(bytes, Files.size(path)),
                            "the file has " + Files.size(path) + " bytes; the export was written with " + bytes);
                }
            }
        }

        private VectorIndexOptions options(Map<?, ?> space) {
            SortedMap<String, Integer> parameters = new TreeMap<>();
            map(space, "parameters").forEach((name, value) -> {
                if (!(value instanceof Long number) || number.intValue() != number) {
                    throw problem("parameters", "whole numbers");
                }
                parameters.put(name.toString(), number.intValue());
            });
            long dimension = number(space, "dimension");
            String metric = text(space, "metric").toUpperCase(Locale.ROOT);
            for (Metric known : Metric.values()) {
                if (known.name().equals(metric)) {
                    return new VectorIndexOptions(
                            text(space, "index"), Math.clamp(dimension, -1, Integer.MAX_VALUE), known, parameters);
                }
            }
            throw problem("metric", "cosine, dot or euclidean");
        }

        private List<Path> paths(String member) {
            List<Path> paths = new ArrayList<>();
            for (Object path : list(object, member)) {
                paths.add(path(path.toString()));
            }
            return paths;
        }

        /** A file of the export, and none outside of it whatever the description says. */
        private Path path(String relative) {
            Path path = directory.resolve(relative).normalize();
            if (!path.toAbsolutePath().startsWith(directory.toAbsolutePath().normalize())) {
                throw problem("files", "paths within the export");
            }
            return path;
        }

        private List<Map<?, ?>> objects(Map<?, ?> from, String member) {
            List<Map<?, ?>> objects = new ArrayList<>();
            for (Object element : list(from, member)) {
                if (!(element instanceof Map<?, ?> map)) {
                    throw problem(member, "objects");
                }
                objects.add(map);
            }
            return objects;
        }

        private List<?> list(Map<?, ?> from, String member) {
            Object value = from.get(member);
            if (value == null) {
                return List.of();
            }
            if (value instanceof List<?> list) {
                return list;
            }
            throw problem(member, "an array");
        }

        private Map<?, ?> map(Map<?, ?> from, String member) {
            Object value = from.get(member);
            if (value == null) {
                return new HashMap<>();
            }
            if (value instanceof Map<?, ?> map) {
                return map;
            }
            throw problem(member, "an object");
        }

        private long number(Map<?, ?> from, String member) {
            if (from.get(member) instanceof Long number) {
                return number;
            }
            throw problem(member, "a number");
        }

        private String text(Map<?, ?> from, String member) {
            if (from.get(member) instanceof String text) {
                return text;
            }
            throw problem(member, "a text");
        }

        private ContextDbException problem(String member, String expected) {
            return Malformed.file(file, "\"" + member + "\"", "it must be " + expected);
        }
    }
}

package io.contextdb.bench.graph;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.transfer.VectorReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

/**
 * The files of a graph data set: {@code nodes.csv} with a column {@code id}, {@code edges.csv} with {@code from} and
 * {@code to}, each also as {@code .gz}, {@code queries.tsv}, and perhaps {@code vectors.fvecs}, whose row i belongs to
 * the node with the id i when the ids are 0 to the number of nodes - 1 in any order, else to the i-th node of the file.
 */
final class GraphDataset {
    private final Path directory;

    GraphDataset(Path directory) {
        this.directory = directory;
    }

    Path nodesFile() {
        return required("nodes.csv");
    }

    Path edgesFile() {
        return required("edges.csv");
    }

    Optional<Path> vectorsFile() {
        return Optional.of(directory.resolve("vectors.fvecs")).filter(Files::exists);
    }

    /** The nodes' ids in the order of the file. */
    long[] readNodes() {
        List<String> ids = new ArrayList<>();
        forEachRow(nodesFile(), List.of("id"), row -> ids.add(row[0]));
        return ids.stream().mapToLong(Long::parseUnsignedLong).toArray();
    }

    /** Pairs of ids, one after the other. */
    long[] readEdges() {
        long[][] ends = {new long[1 << 16]};
        int[] size = {0};
        forEachRow(edgesFile(), List.of("from", "to"), row -> {
            if (size[0] + 2 > ends[0].length) {
                ends[0] = Arrays.copyOf(ends[0], ends[0].length * 2);
            }
            ends[0][size[0]++] = Long.parseUnsignedLong(row[0]);
            ends[0][size[0]++] = Long.parseUnsignedLong(row[1]);
        });
        return Arrays.copyOf(ends[0], size[0]);
    }

    /** A vector for each of the nodes, in their order. */
    float[][] readVectors(Path file, long[] ids) {
        try (VectorReader reader = VectorReader.open(file)) {
            float[][] rows = new float[ids.length][reader.dimension()];
            for (int i = 0; i < ids.length; i++) {
                if (!reader.next(rows[i])) {
                    throw malformed(file, "ends after " + i + " vectors; there are " + ids.length + " nodes");
                }
            }
            if (reader.next(new float[reader.dimension()])) {
                throw malformed(file, "has more vectors than the " + ids.length + " nodes");
            }
            return areRows(ids)
                    ? Arrays.stream(ids).mapToObj(id -> rows[(int) id]).toArray(float[][]::new)
                    : rows;
        }
    }

    /** Whether the ids are the numbers of rows, each once. */
    private static boolean areRows(long[] ids) {
        long[] sorted = ids.clone();
        Arrays.sort(sorted);
        return IntStream.range(0, ids.length).allMatch(i -> sorted[i] == i);
    }

    List<GraphQuery> readQueries() {
        Path file = directory.resolve("queries.tsv");
        List<GraphQuery> queries = new ArrayList<>();
        try (BufferedReader lines = open(file)) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank()) {
                    queries.add(parse(file, number, line));
                }
            }
        } catch (IOException e) {
            throw failed(file, e);
        }
        return queries;
    }

    private static GraphQuery parse(Path file, int number, String line) {
        try {
            return GraphQuery.parse(line.split("\t", -1));
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            throw malformed(file, "line " + number + ": " + e.getMessage());
        }
    }

    /** Plain CSV: these files have no quotes. */
    private void forEachRow(Path file, List<String> columns, Consumer<String[]> visitor) {
        try (BufferedReader lines = open(file)) {
            String header = String.valueOf(lines.readLine());
            List<String> names = Arrays.asList(header.split(",", -1));
            int[] places = columns.stream().mapToInt(names::indexOf).toArray();
            if (Arrays.stream(places).anyMatch(place -> place < 0)) {
                throw malformed(file, "the header is '" + header + "'; it must have the columns " + columns);
            }
            int number = 1;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                String[] fields = line.split(",", -1);
                try {
                    visitor.accept(Arrays.stream(places)
                            .mapToObj(place -> fields[place].trim())
                            .toArray(String[]::new));
                } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
                    throw malformed(file, "line " + number + ": " + e.getMessage());
                }
            }
        } catch (IOException e) {
            throw failed(file, e);
        }
    }

    private Path required(String name) {
        for (Path file : List.of(directory.resolve(name), directory.resolve(name + ".gz"))) {
            if (Files.exists(file)) {
                return file;
            }
        }
        throw new ContextDbException(
                ErrorCode.FILE_NOT_FOUND, "neither " + name + " nor " + name + ".gz is in " + directory);
    }

    private static BufferedReader open(Path file) throws IOException {
        InputStream bytes = Files.newInputStream(file);
        return new BufferedReader(new InputStreamReader(
                file.toString().endsWith(".gz") ? new GZIPInputStream(bytes, 1 << 16) : bytes, StandardCharsets.UTF_8));
    }

    private static ContextDbException malformed(Path file, String what) {
        return new ContextDbException(ErrorCode.MALFORMED_INPUT, file + ": " + what);
    }

    private static ContextDbException failed(Path file, IOException e) {
        ErrorCode code = Files.exists(file) ? ErrorCode.MALFORMED_INPUT : ErrorCode.FILE_NOT_FOUND;
        return new ContextDbException(code, "cannot read " + file + ": " + e.getMessage(), e);
    }
}

package io.contextdb.bench.generate;

import io.contextdb.api.Progress;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes a {@link ClusteredGraph} as {@code nodes.csv}, {@code edges.csv} and {@code vectors.fvecs} for {@code bench
 * graph} and {@code bench scale}, and its vectors as {@code base.fvecs}, {@code query.fvecs}, {@code gt.ivecs} and
 * {@code meta.txt} for {@code bench ann}.
 */
public final class DatasetWriter {
    private static final int REPORT_ROWS = 1 << 16;

    private final ClusteredGraph graph;
    private final Path directory;
    private final Progress progress;

    /** Will write into {@code directory}, which is created when it is missing. */
    public DatasetWriter(ClusteredGraph graph, Path directory, Progress progress) {
        this.graph = graph;
        this.directory = directory;
        this.progress = progress;
    }

    /** Writes the graph with its vectors. */
    public void writeGraph() throws IOException {
        Files.createDirectories(directory);
        try (OutputStream out = open("nodes.csv")) {
            out.write("id,label\n".getBytes(StandardCharsets.US_ASCII));
            StringBuilder line = new StringBuilder();
            for (int node = 0; node < graph.nodes(); node++) {
                line.setLength(0);
                line.append(node)
                        .append(",Cluster")
                        .append(node % graph.clusters() % 10)
                        .append('\n');
                out.write(line.toString().getBytes(StandardCharsets.US_ASCII));
                report("writing nodes", node, graph.nodes());
            }
        }
        try (OutputStream out = open("edges.csv")) {
            out.write("from,to,kind\n".getBytes(StandardCharsets.US_ASCII));
            writeEdges(out);
        }
        writeVectors("vectors.fvecs", 0, graph.nodes());
    }

    /**
     * Writes the vectors with queries and the exact answers.
     *
     * @param queries how many queries, each around a cluster's centre
     * @param neighbors how many nearest neighbours are written for each
     * @param cosine whether cosine is the metric, otherwise Euclidean distance; the vectors have length 1, so the
     *     answers are the same
     */
    public void writeSearch(int queries, int neighbors, boolean cosine) throws IOException {
        Files.createDirectories(directory);
        writeVectors("base.fvecs", 0, graph.nodes());
        writeVectors("query.fvecs", 1, queries);
        Files.writeString(directory.resolve("meta.txt"), cosine ? "metric=cosine\n" : "metric=l2\n");
        try (OutputStream out = open("gt.ivecs")) {
            ExactNeighbors exact = new ExactNeighbors(graph, neighbors);
            ClusteredGraph.Vectors stream = graph.new Vectors(1);
            ByteBuffer row = littleEndian(1 + neighbors);
            for (int query = 0; query < queries; query++) {
                row.clear().putInt(neighbors);
                for (int neighbor : exact.of(stream.next(query % graph.clusters()))) {
                    row.putInt(neighbor);
                }
                out.write(row.array());
                progress.update("finding exact neighbours", query + 1, queries);
            }
        }
    }

    private void writeEdges(OutputStream out) {
        StringBuilder line = new StringBuilder();
        long[] written = new long[1];
        graph.forEachEdge((from, to, kind) -> {
            line.setLength(0);
            line.append(from).append(',').append(to).append(',').append(kind).append('\n');
            try {
                out.write(line.toString().getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            report("writing edges", written[0]++, graph.edges());
        });
    }

    private void writeVectors(String name, int stream, int count) throws IOException {
        ByteBuffer row = littleEndian(1 + graph.dimension());
        ClusteredGraph.Vectors vectors = graph.new Vectors(stream);
        try (OutputStream out = open(name)) {
            for (int i = 0; i < count; i++) {
                row.clear().putInt(graph.dimension());
                for (float component : vectors.next(i % graph.clusters())) {
                    row.putFloat(component);
                }
                out.write(row.array());
                report("writing " + name, i, count);
            }
        }
    }

    private void report(String phase, long row, long total) {
        if (row % REPORT_ROWS == 0 || row + 1 == total) {
            progress.update(phase, row + 1, total);
        }
    }

    private OutputStream open(String name) throws IOException {
        return new BufferedOutputStream(Files.newOutputStream(directory.resolve(name)), 1 << 20);
    }

    private static ByteBuffer littleEndian(int words) {
        return ByteBuffer.allocate(words * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    }
}

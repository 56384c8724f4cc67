package io.contextdb.transfer.export;

import io.contextdb.api.DatabaseStatistics;
import io.contextdb.api.DatabaseStatistics.VectorSpaceStatistics;
import io.contextdb.api.GraphReader;
import io.contextdb.api.Node;
import io.contextdb.api.Progress;
import io.contextdb.transfer.ExportFormat;
import io.contextdb.transfer.ExportOptions;
import io.contextdb.transfer.ExportReport;
import io.contextdb.transfer.export.ExportDirectory.Part;
import io.contextdb.transfer.export.ExportDirectory.Written;
import io.contextdb.transfer.vector.RowFileHeader;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One export: a walk through nodes with their vectors and one through edges, after, for CSV, one through both to find
 * the columns.
 */
public final class ExportRun {
    private static final int ROWS_PER_REPORT = 1 << 12;

    private final GraphReader reader;
    private final ExportOptions options;
    private final ExportDirectory directory;
    private final Progress progress;
    private final DatabaseStatistics statistics;
    private final SortedMap<String, VectorFiles> vectorFiles = new TreeMap<>();
    private long done;
    private long inlineVectors;

    /** An export of what {@code reader} shows, one state. */
    public ExportRun(GraphReader reader, ExportOptions options, ExportDirectory directory, Progress progress) {
        this.reader = reader;
        this.options = options;
        this.directory = directory;
        this.progress = progress;
        this.statistics = reader.statistics();
    }

    /** Writes everything and moves it to its place. */
    public ExportReport write() {
        RowEncoder encoder = switch (options.format()) {
            case JSON -> JsonEncoder.array();
            case JSONL -> JsonEncoder.lines();
            case CSV -> csv();
        };
        try {
            openVectorFiles();
            long nodes = writeNodes(encoder);
            vectorFiles.values().forEach(VectorFiles::finish);
            long edges = writeEdges(encoder);
            long vectors = inlineVectors
                    + vectorFiles.values().stream().mapToLong(VectorFiles::rows).sum();
            ExportDescription.write(directory, options, statistics, vectorFiles, nodes, edges, vectors);
            long bytes = directory.written().stream().mapToLong(Written::bytes).sum();
            directory.finish();
            return new ExportReport(nodes, edges, vectors, directory.written().size(), bytes, statistics.commitIndex());
        } finally {
            vectorFiles.values().forEach(VectorFiles::close);
        }
    }

    private CsvEncoder csv() {
        CsvColumns nodes = new CsvColumns();
        done = 0;
        reader.forEachNode(node -> {
            nodes.see(node.properties());
            if (!CsvEncoder.fit(node.labels())) {
                nodes.needJson();
            }
            return report("looking for columns of nodes", statistics.nodes());
        });
        CsvColumns edges = new CsvColumns();
        done = 0;
        reader.forEachEdge(edge -> {
            edges.see(edge.properties());
            if (!CsvEncoder.fit(edge.type())) {
                edges.needJson();
            }
            return report("looking for columns of edges", statistics.edges());
        });
        return new CsvEncoder(nodes, edges);
    }

    private void openVectorFiles() {
        if (options.format() == ExportFormat.JSONL) {
            return;
        }
        RowFileHeader header = options.format() == ExportFormat.JSON ? RowFileHeader.BLOB : RowFileHeader.NPY;
        AtomicInteger numbers = new AtomicInteger();
        for (VectorSpaceStatistics space : statistics.vectorSpaces()) {
            vectorFiles.put(
                    space.name(),
                    new VectorFiles(
                            directory,
                            header,
                            space.options().dimension(),
                            options.rowsPerFile(),
                            numbers::incrementAndGet));
        }
    }

    private RowFiles files(Part part, String prefix, RowFiles.Frame frame) {
        String extension = options.format().name().toLowerCase(Locale.ROOT);
        return new RowFiles(directory, part, prefix, extension, options.gzip(), options.rowsPerFile(), frame);
    }

    private long writeNodes(RowEncoder encoder) {
        RowBytes row = new RowBytes();
        try (RowFiles files = files(Part.NODES, "node", encoder.nodeFrame())) {
            done = 0;
            reader.forEachNode(node -> {
                row.begin();
                encoder.node(node, vectors(node), row);
                files.add(row, "node", node.id());
                return report("writing nodes", statistics.nodes());
            });
            files.finish();
            return files.rows();
        }
    }

    /** The node's vectors that go into its row; those of spaces with files of their own are written there. */
    private SortedMap<String, float[]> vectors(Node node) {
        SortedMap<String, float[]> inline = new TreeMap<>();
        for (String name : node.vectorNames()) {
            float[] vector = reader.findVector(node.id(), name)
                    .orElseThrow(() -> new AssertionError("node " + node.id() + " has lost its vector " + name));
            VectorFiles files = vectorFiles.get(name);
            if (files == null) {
                inline.put(name, vector);
                inlineVectors++;
            } else {
                files.add(node.id(), vector);
            }
        }
        return inline;
    }

    private long writeEdges(RowEncoder encoder) {
        RowBytes row = new RowBytes();
        try (RowFiles files = files(Part.EDGES, "edge", encoder.edgeFrame())) {
            done = 0;
            reader.forEachEdge(edge -> {
                row.begin();
                encoder.edge(edge, row);
                files.add(row, "edge", edge.id());
                return report("writing edges", statistics.edges());
            });
            files.finish();
            return files.rows();
        }
    }

    private boolean report(String phase, long total) {
        if (++done % ROWS_PER_REPORT == 0 || done == total) {
            progress.update(phase, done, total);
        }
        return true;
    }
}

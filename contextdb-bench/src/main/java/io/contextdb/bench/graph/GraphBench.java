package io.contextdb.bench.graph;

import io.contextdb.api.BulkLoader;
import io.contextdb.api.ContextDB;
import io.contextdb.api.ContextDbException;
import io.contextdb.api.Database;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.NodeList;
import io.contextdb.api.Progress;
import io.contextdb.api.SimilarityQuery;
import io.contextdb.api.Traversal;
import io.contextdb.bench.common.TimedImport;
import io.contextdb.transfer.IdKind;
import io.contextdb.transfer.ImportOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs the whole benchmark in a temporary directory. */
final class GraphBench {
    /** Smaller graphs are imported once more, so that a cold virtual machine is not what is measured. */
    private static final long WARM_IMPORT_BYTES_MAX = 16L << 20;

    private static final int OPENINGS = 11;

    private static final ImportOptions IMPORT_OPTIONS =
            ImportOptions.defaults().ids(IdKind.NUMBER).strict(true);

    private final GraphDataset dataset;
    private final Path directory;
    private final Progress progress;

    GraphBench(GraphDataset dataset, Path directory, Progress progress) {
        this.dataset = dataset;
        this.directory = directory;
        this.progress = progress;
    }

    GraphResult run() throws IOException {
        List<GraphQuery> queries = dataset.readQueries();
        long[] ids = dataset.readNodes();
        float[][] rows = dataset.vectorsFile()
                .map(file -> dataset.readVectors(file, ids))
                .orElse(new float[0][]);
        if (rows.length == 0 && queries.stream().anyMatch(GraphQuery::needsVectors)) {
            throw new ContextDbException(
                    ErrorCode.MALFORMED_INPUT, "queries.tsv has vec or hyb questions, but there is no vectors.fvecs");
        }
        if (Files.size(dataset.edgesFile()) <= WARM_IMPORT_BYTES_MAX) {
            importInto(directory.resolve("warm"), ids, rows);
        }
        Path database = directory.resolve("database");
        TimedImport imported = importInto(database, ids, rows);
        double openMillis = ids.length == 0 ? 0 : openAndHop(database, ids);
        ArrayGraph graph = new ArrayGraph(ids, dataset.readEdges());
        ArrayVectors vectors = new ArrayVectors(rows);
        try (Database db = ContextDB.open(database)) {
            return new GraphResult(imported, openMillis, ask(queries, new Subject(db), graph, vectors));
        }
    }

    /** Imports nodes and edges, then vectors with their index, which count for neither. */
    private TimedImport importInto(Path database, long[] ids, float[][] rows) {
        try (Database db = ContextDB.open(database)) {
            TimedImport graph =
                    TimedImport.graph(db, dataset.nodesFile(), dataset.edgesFile(), IMPORT_OPTIONS, progress);
            if (rows.length > 0) {
                loadVectors(db, ids, rows);
                db.awaitIndexes(progress);
                db.createSnapshot();
            }
            return graph;
        }
    }

    /** A row of zeros is similar to nothing and no vector for a database: its node has none. */
    private void loadVectors(Database db, long[] ids, float[][] rows) {
        try (BulkLoader loader = db.beginBulkLoad()) {
            for (int i = 0; i < ids.length; i++) {
                if (!ArrayVectors.isZero(rows[i])) {
                    loader.vector(ids[i], SimilarityQuery.DEFAULT_NAME, rows[i]);
                }
            }
            loader.commit(progress);
        }
    }

    /**
     * The median time of several openings, each with one hop from another node. One alone says more about the disk and
     * the virtual machine.
     */
    private static double openAndHop(Path database, long[] ids) {
        NodeList nodes = new NodeList();
        double[] millis = new double[OPENINGS];
        for (int i = 0; i < OPENINGS; i++) {
            long start = System.nanoTime();
            try (Database db = ContextDB.open(database)) {
                db.queryRelated(ids[i * (ids.length / OPENINGS)], Traversal.within(1), nodes);
                millis[i] = (System.nanoTime() - start) / 1e6;
            }
        }
        Arrays.sort(millis);
        return millis[OPENINGS / 2];
    }

    private List<GraphResult.Kind> ask(
            List<GraphQuery> queries, Subject subject, ArrayGraph graph, ArrayVectors vectors) {
        Map<String, List<Question>> byKind = new LinkedHashMap<>();
        for (GraphQuery query : queries) {
            byKind.computeIfAbsent(query.kind(), kind -> new ArrayList<>())
                    .add(Question.of(query, subject, graph, vectors));
        }
        List<GraphResult.Kind> kinds = new ArrayList<>();
        byKind.forEach((kind, questions) -> {
            progress.update("asking " + kind, kinds.size(), byKind.size());
            int wrong = (int)
                    questions.stream().filter(question -> !question.right()).count();
            double recall =
                    questions.stream().mapToDouble(Question::recall).average().orElse(1);
            QuestionTimer timer = new QuestionTimer(questions);
            timer.run();
            kinds.add(new GraphResult.Kind(
                    kind,
                    questions.size(),
                    wrong,
                    recall,
                    timer.subject().micros(0.5),
                    timer.subject().micros(0.99),
                    timer.limit().micros(0.5)));
        });
        return kinds;
    }
}

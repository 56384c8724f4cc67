package io.contextdb.bench.history;

import io.contextdb.api.BulkLoader;
import io.contextdb.api.ContextDB;
import io.contextdb.api.Database;
import io.contextdb.api.DatabaseOptions;
import io.contextdb.api.GraphReader;
import io.contextdb.api.HybridResult;
import io.contextdb.api.NodeList;
import io.contextdb.api.PastState;
import io.contextdb.api.Progress;
import io.contextdb.api.SearchHits;
import io.contextdb.api.SimilarityQuery;
import io.contextdb.api.Traversal;
import io.contextdb.bench.common.Latencies;
import io.contextdb.bench.generate.ClusteredGraph;
import io.contextdb.bench.history.HistoryResult.Question;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** Builds a database with a row of snapshots, and puts the same questions to its present, its oldest snapshot and a commit in between. */
final class HistoryBench {
    private static final int OPENINGS = 7;
    private static final int CLUSTERS = 100;
    private static final int K = 10;
    private static final int DEPTH = 2;

    private final Path directory;
    private final HistorySettings settings;
    private final Progress progress;
    private final SplittableRandom random;
    private final ClusteredGraph graph;

    HistoryBench(Path directory, HistorySettings settings, Progress progress) {
        this.directory = directory;
        this.settings = settings;
        this.progress = progress;
        this.random = new SplittableRandom(settings.seed());
        this.graph =
                new ClusteredGraph(settings.nodes(), settings.edges(), settings.dimension(), CLUSTERS, settings.seed());
    }

    HistoryResult run() {
        DatabaseOptions options = DatabaseOptions.defaults()
                .durability(DatabaseOptions.Durability.NONE)
                .checkpointInterval(Duration.ZERO)
                .checkpointLogBytes(Long.MAX_VALUE)
                .checkpointMemoryBytes(4L << 30);
        try (Database db = ContextDB.open(directory.resolve("database"), options)) {
            load(db);
            db.awaitIndexes(progress);
            long oldest = db.createSnapshot().id();
            for (int i = 1; i < settings.snapshots(); i++) {
                progress.update("snapshots", i, settings.snapshots());
                change(db);
                db.createSnapshot();
            }
            long from = db.commitIndex();
            change(db);
            long between = db.commitIndex();
            change(db);
            db.awaitIndexes(progress);
            return measure(db, oldest, between, between - from);
        }
    }

    private void load(Database db) {
        try (BulkLoader loader = db.beginBulkLoad()) {
            ClusteredGraph.Vectors vectors = graph.new Vectors(0);
            for (int id = 0; id < settings.nodes(); id++) {
                float[] vector = vectors.next(id % CLUSTERS);
                loader.node(id, List.of("Row"), Map.of("name", "row " + id, SimilarityQuery.DEFAULT_NAME, vector));
            }
            graph.forEachEdge((from, to, kind) -> loader.edge(from, to, loader.edgeType(kind)));
            loader.commit(progress);
        }
    }

    private void change(Database db) {
        ClusteredGraph.Vectors vectors = graph.new Vectors(1);
        for (int i = 0; i < settings.changes(); i++) {
            int id = random.nextInt(settings.nodes());
            db.insertVector(
                    id,
                    SimilarityQuery.DEFAULT_NAME,
                    vectors.next(id % CLUSTERS).clone());
            db.insertEdge(id, random.nextInt(settings.nodes()), "NEW", Map.of());
        }
    }

    private HistoryResult measure(Database db, long oldest, long between, long commits) {
        Latencies openAt = new Latencies();
        Latencies openAsOf = new Latencies();
        for (int i = 0; i < OPENINGS; i++) {
            timed(openAt, () -> db.at(oldest)).close();
            timed(openAsOf, () -> db.asOf(between)).close();
        }
        try (PastState at = db.at(oldest);
                PastState asOf = db.asOf(between)) {
            List<Question> questions = List.of(question("hops"), question("similar"), question("hybrid"));
            List<GraphReader> states = List.of(db, at, asOf);
            // The first round finds blocks to verify and code to compile.
            for (int round = 0; round < 2; round++) {
                for (Question question : questions) {
                    ask(question, states, round > 0);
                }
            }
            return new HistoryResult(openAt, openAsOf, commits, questions);
        }
    }

    private static Question question(String kind) {
        return new Question(kind, new Latencies(), new Latencies(), new Latencies());
    }

    /** Questions to each state in turn, so that whatever disturbs the machine disturbs all of them. */
    private void ask(Question question, List<GraphReader> states, boolean kept) {
        List<Latencies> latencies = List.of(question.present(), question.at(), question.asOf());
        NodeList related = new NodeList();
        SearchHits hits = new SearchHits();
        HybridResult hybrid = new HybridResult();
        SimilarityQuery query = SimilarityQuery.top(K);
        Traversal traversal = Traversal.within(DEPTH);
        for (int i = 0; i < settings.questions(); i++) {
            progress.update("questions of " + question.kind(), i, settings.questions());
            for (int j = 0; j < states.size(); j++) {
                int which = (i + j) % states.size();
                // Another node for each: states that share files would warm the caches for one another.
                long id = random.nextInt(settings.nodes());
                GraphReader state = states.get(which);
                long begin = System.nanoTime();
                switch (question.kind()) {
                    case "hops" -> state.queryRelated(id, traversal, related);
                    case "similar" -> state.querySimilar(id, query, hits);
                    default -> state.queryHybrid(id, traversal, id, query, hybrid);
                }
                long nanos = System.nanoTime() - begin;
                if (kept) {
                    latencies.get(which).add(nanos);
                }
            }
        }
    }

    private static PastState timed(Latencies latencies, Supplier<PastState> opening) {
        long begin = System.nanoTime();
        PastState state = opening.get();
        latencies.add(System.nanoTime() - begin);
        return state;
    }
}

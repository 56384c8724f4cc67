package io.contextdb.bench.history;

import io.contextdb.api.BulkLoader;
import io.contextdb.api.ContextDB;
import io.contextdb.api.Database;
import io.contextdb.api.DatabaseOptions;
import io.contextdb.api.GraphReader;
import io.contextdb.api.PastState;
import io.contextdb.api.Progress;
import io.contextdb.api.SimilarityQuery;
import io.contextdb.bench.common.Latencies;
import io.contextdb.bench.generate.ClusteredGraph;
import io.contextdb.bench.history.HistoryResult.Question;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Builds a database with a row of snapshots, and puts the same questions to its present, its oldest snapshot and a
 * commit in between. A copy of the directory that was made beside the oldest snapshot says what that has to answer.
 */
final class HistoryBench {
    private static final int OPENINGS = 7;
    private static final int CLUSTERS = 100;

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

    HistoryResult run() throws IOException {
        DatabaseOptions options = DatabaseOptions.defaults()
                .durability(DatabaseOptions.Durability.NONE)
                .checkpointInterval(Duration.ZERO)
                .checkpointLogBytes(Long.MAX_VALUE)
                .checkpointMemoryBytes(4L << 30);
        Path original = directory.resolve("database");
        long oldest;
        try (Database db = ContextDB.open(original, options)) {
            load(db);
            db.awaitIndexes(progress);
            oldest = db.createSnapshot().id();
        }
        Path copy = directory.resolve("copy");
        copy(original, copy);
        try (Database db = ContextDB.open(original, options)) {
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
            return measure(db, oldest, between, between - from, copy);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.copy(file, to.resolve(from.relativize(file)));
            }
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

    private HistoryResult measure(Database db, long oldest, long between, long commits, Path copy) {
        Latencies openAt = new Latencies();
        Latencies openAsOf = new Latencies();
        for (int i = 0; i < OPENINGS; i++) {
            timed(openAt, () -> db.at(oldest)).close();
            timed(openAsOf, () -> db.asOf(between)).close();
        }
        try (PastState at = db.at(oldest);
                PastState asOf = db.asOf(between)) {
            List<Question> questions =
                    Arrays.stream(QuestionKind.values()).map(Question::of).toList();
            List<GraphReader> states = List.of(db, at, asOf);
            // The first round finds blocks to verify and code to compile.
            for (int round = 0; round < 2; round++) {
                for (Question question : questions) {
                    ask(question, states, round > 0);
                }
            }
            return new HistoryResult(openAt, openAsOf, commits, differences(at, copy), questions);
        }
    }

    /** How many questions a state answers otherwise than the copy. */
    private int differences(PastState state, Path copy) {
        Inquirer first = new Inquirer();
        Inquirer second = new Inquirer();
        int differences = 0;
        try (Database kept = ContextDB.open(copy)) {
            for (QuestionKind kind : QuestionKind.values()) {
                for (int i = 0; i < settings.questions(); i++) {
                    long id = random.nextInt(settings.nodes());
                    first.ask(kind, state, id);
                    second.ask(kind, kept, id);
                    if (!first.sameAs(second, kind)) {
                        differences++;
                    }
                }
            }
        }
        return differences;
    }

    /** Questions to each state in turn, so that whatever disturbs the machine disturbs all of them. */
    private void ask(Question question, List<GraphReader> states, boolean kept) {
        List<Latencies> latencies = List.of(question.present(), question.at(), question.asOf());
        Inquirer inquirer = new Inquirer();
        for (int i = 0; i < settings.questions(); i++) {
            progress.update("questions of " + question.name(), i, settings.questions());
            for (int j = 0; j < states.size(); j++) {
                int which = (i + j) % states.size();
                // Another node for each: states that share files would warm the caches for one another.
                long id = random.nextInt(settings.nodes());
                long begin = System.nanoTime();
                inquirer.ask(question.kind(), states.get(which), id);
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

package io.contextdb.bench.scale;

import io.contextdb.api.Database;
import io.contextdb.api.HybridResult;
import io.contextdb.api.Progress;
import io.contextdb.api.SearchHits;
import io.contextdb.api.SimilarityQuery;
import io.contextdb.api.Traversal;
import io.contextdb.bench.common.Latencies;
import io.contextdb.cli.measure.Recall;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Asks a database about nodes drawn at random, with results that are used again. */
final class ScaleQueries {
    /** The hits asked for. */
    static final int K = 10;

    /** How far hybrid questions reach. */
    static final Traversal WITHIN = Traversal.within(2);

    /** The nodes whose hits are compared with the exact scan's, which costs a second for a score of them. */
    private static final int COMPARED_MAX = 100;

    private static final long MEASURED_NANOS = 1_000_000_000;
    private static final long SEED = 11;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Database database;
    private final long[] nodes;
    private final SearchHits hits = new SearchHits();
    private final HybridResult hybrid = new HybridResult();

    /**
     * Times of similarity searches of one width.
     *
     * @param ef the width
     * @param recall the share of the exact scan's hits that were found
     */
    record Similar(int ef, double recall, Times times) {}

    /**
     * Times of hybrid queries.
     *
     * @param related the mean number of nodes in reach
     */
    record Hybrid(double related, Times times) {}

    /**
     * Times of questions.
     *
     * @param wall as the one who asks meets them
     * @param cpu processor time of the asking thread, which other programs on a busy machine do not lengthen
     */
    record Times(Latencies wall, Latencies cpu) {
        Map<String, Object> toJson() {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("p50_us", wall.micros(0.5));
            json.put("p99_us", wall.micros(0.99));
            json.put("p99_cpu_us", cpu.micros(0.99));
            return json;
        }
    }

    ScaleQueries(Database database, int count) {
        this.database = database;
        this.nodes = nodes(database.statistics().nodes(), count);
    }

    /** The ids that {@code bench generate} gives are 0, 1, 2 and so on. */
    static long[] nodes(long all, int count) {
        return new Random(SEED).longs(count, 0, all).toArray();
    }

    /** Asks for similar nodes with each width. */
    List<Similar> similar(List<Integer> efs, Progress progress) {
        SimilarityQuery exactly = SimilarityQuery.top(K).exactly();
        SearchHits[] exact = new SearchHits[Math.min(nodes.length, COMPARED_MAX)];
        for (int i = 0; i < exact.length; i++) {
            exact[i] = new SearchHits();
            database.querySimilar(nodes[i], exactly, exact[i]);
            progress.update("scanning exactly", i + 1, exact.length);
        }
        List<Similar> times = new ArrayList<>();
        for (int ef : efs) {
            progress.update("asking for similar nodes", times.size(), efs.size());
            SimilarityQuery query = SimilarityQuery.top(K).ef(ef);
            Recall recall = new Recall(0);
            for (int i = 0; i < exact.length; i++) {
                database.querySimilar(nodes[i], query, hits);
                recall.add(exact[i], hits);
            }
            times.add(new Similar(ef, recall.share(), time(node -> database.querySimilar(node, query, hits))));
        }
        progress.update("asking for similar nodes", times.size(), efs.size());
        return times;
    }

    /** Asks hybrid questions. */
    Hybrid hybrid() {
        double related = 0;
        for (long node : nodes) {
            hybrid(database, node, hybrid);
            related += (double) hybrid.related().size() / nodes.length;
        }
        return new Hybrid(related, time(node -> hybrid(database, node, hybrid)));
    }

    /** One hybrid question: what is most similar to a node within its reach. */
    static void hybrid(Database database, long node, HybridResult result) {
        database.queryHybrid(node, WITHIN, node, SimilarityQuery.top(K), result);
    }

    private interface Question {
        void ask(long node);
    }

    /** Asks about every node once to warm up, then again for a second at least, each equally often. */
    private Times time(Question question) {
        for (long node : nodes) {
            question.ask(node);
        }
        Times times = new Times(new Latencies(), new Latencies());
        long start = System.nanoTime();
        do {
            for (long node : nodes) {
                long cpuBegin = THREADS.getCurrentThreadCpuTime();
                long begin = System.nanoTime();
                question.ask(node);
                times.wall.add(System.nanoTime() - begin);
                times.cpu.add(THREADS.getCurrentThreadCpuTime() - cpuBegin);
            }
        } while (System.nanoTime() - start < MEASURED_NANOS);
        return times;
    }
}

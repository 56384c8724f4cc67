package io.contextdb.cli.demo;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.Database;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.GraphPath;
import io.contextdb.api.HybridResult;
import io.contextdb.api.NodeList;
import io.contextdb.api.SearchHits;
import io.contextdb.api.SimilarityQuery;
import io.contextdb.api.Traversal;
import io.contextdb.api.Value.StringValue;
import io.contextdb.cli.demo.Stopwatch.Step;
import io.contextdb.cli.measure.Recall;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The four questions of the demonstration. */
final class Questions {
    static final int HOPS = 2;
    static final int COUNT = 10;
    static final int SAMPLE = 200;

    private static final double TIE = 1e-6;

    private final Database database;

    Questions(Database database) {
        this.database = database;
    }

    Answers ask() {
        long[] nodes = find("guitar", "democracy", "music");
        long guitar = nodes[0];
        long democracy = nodes[1];
        long music = nodes[2];
        Traversal around = Traversal.within(HOPS);
        Traversal anywhere = Traversal.within(Integer.MAX_VALUE);
        SimilarityQuery top = SimilarityQuery.top(COUNT);

        NodeList related = new NodeList();
        Step relatedStep = Stopwatch.median("related", () -> database.queryRelated(guitar, around, related));
        GraphPath path = new GraphPath();
        Step pathStep = Stopwatch.median("path", () -> database.findShortestPath(guitar, democracy, anywhere, path));
        SearchHits similar = new SearchHits();
        Step similarStep = Stopwatch.median("similar", () -> database.querySimilar(guitar, top, similar));
        HybridResult hybrid = new HybridResult();
        Step hybridStep = Stopwatch.median("hybrid", () -> database.queryHybrid(music, around, guitar, top, hybrid));
        SearchHits exact = new SearchHits();
        Step exactStep = Stopwatch.median("similar_exact", () -> database.querySimilar(guitar, top.exactly(), exact));
        return new Answers(
                guitar,
                democracy,
                music,
                related,
                relatedStep,
                path,
                pathStep,
                similar,
                similarStep,
                hybrid,
                hybridStep,
                recall(),
                exactStep);
    }

    /** The first node of each name. */
    private long[] find(String... names) {
        long[] ids = new long[names.length];
        Set<String> missing = new HashSet<>(List.of(names));
        database.forEachNode(node -> {
            if (node.properties().get("name") instanceof StringValue name && missing.remove(name.value())) {
                ids[List.of(names).indexOf(name.value())] = node.id();
            }
            return !missing.isEmpty();
        });
        if (!missing.isEmpty()) {
            throw new ContextDbException(ErrorCode.NODE_NOT_FOUND, "the example graph has no " + missing);
        }
        return ids;
    }

    /** Recall at {@link #COUNT} over nodes spread evenly. */
    private double recall() {
        long nodes = database.statistics().nodes();
        SearchHits found = new SearchHits();
        SearchHits exact = new SearchHits();
        SimilarityQuery top = SimilarityQuery.top(COUNT);
        Recall recall = new Recall(TIE);
        for (int i = 0; i < SAMPLE; i++) {
            long id = 1 + i * nodes / SAMPLE;
            database.querySimilar(id, top, found);
            database.querySimilar(id, top.exactly(), exact);
            recall.add(exact, found);
        }
        return recall.share();
    }
}

package io.contextdb.bench.crash;

import io.contextdb.api.Database;
import io.contextdb.api.Direction;
import io.contextdb.api.Edge;
import io.contextdb.api.Progress;
import io.contextdb.api.SearchHits;
import io.contextdb.api.SimilarityQuery;
import io.contextdb.api.VerifyReport;
import io.contextdb.testkit.file.MemoryFileSystem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Opens what a crash left, and says what is wrong with it. */
final class ImageCheck {
    private static final long PROBE = 77_777;
    private static final int SIMILAR = 5;

    private final Recording recording;

    /** The states the database may be in: the last that was acknowledged, or the one that was on its way. */
    private final List<String> states;

    ImageCheck(Recording recording, int acknowledged) {
        this.recording = recording;
        List<Recording.Acknowledged> all = recording.acknowledged();
        states = all.subList(acknowledged, Math.min(acknowledged + 2, all.size())).stream()
                .map(Recording.Acknowledged::digest)
                .toList();
    }

    /** What is wrong, nothing when all is well. */
    List<String> run(MemoryFileSystem disk) {
        List<String> problems = new ArrayList<>();
        try {
            String written;
            try (Database db = Databases.open(disk)) {
                String found = db.contentDigest(Progress.none());
                if (!states.contains(found)) {
                    problems.add("it holds " + describe(found) + ", not " + describe(states.getFirst()));
                }
                checkAll(db, problems);
                db.upsertNode(PROBE, List.of("Probe"), Rows.withVector(PROBE));
                db.insertEdge(PROBE, PROBE, "PROBES", Map.of());
                written = db.contentDigest(Progress.none());
            }
            try (Database db = Databases.open(disk)) {
                if (!db.contentDigest(Progress.none()).equals(written)) {
                    problems.add("what was written after recovery is not there after the next opening");
                }
            }
        } catch (RuntimeException | AssertionError e) {
            problems.add(e.toString());
        }
        return problems;
    }

    private String describe(String digest) {
        List<String> digests = recording.acknowledged().stream()
                .map(Recording.Acknowledged::digest)
                .toList();
        int first = digests.indexOf(digest);
        return first < 0
                ? "a state that never was"
                : "the state after steps " + first + " to " + digests.lastIndexOf(digest);
    }

    private static void checkAll(Database db, List<String> problems) {
        VerifyReport report = db.verify(Progress.none());
        problems.addAll(report.problems());
        checkAdjacency(db, problems);
        db.awaitIndexes(Progress.none());
        db.statistics().vectorSpaces().forEach(space -> checkIndex(db, space.name(), problems));
    }

    /** Each edge is in the lists of both its ends, and nothing else is. */
    private static void checkAdjacency(Database db, List<String> problems) {
        Map<Long, Integer> outgoing = new HashMap<>();
        Map<Long, Integer> incoming = new HashMap<>();
        List<Edge> edges = new ArrayList<>();
        db.forEachEdge(edges::add);
        for (Edge edge : edges) {
            outgoing.merge(edge.from(), 1, Integer::sum);
            incoming.merge(edge.to(), 1, Integer::sum);
            if (!db.edges(edge.from(), Direction.OUTGOING).contains(edge)
                    || !db.edges(edge.to(), Direction.INCOMING).contains(edge)) {
                problems.add("edge " + edge.id() + " is missing in the list of one of its ends");
            }
        }
        db.forEachNode(node -> {
            long id = node.id();
            if (db.edges(id, Direction.OUTGOING).size() != outgoing.getOrDefault(id, 0)
                    || db.edges(id, Direction.INCOMING).size() != incoming.getOrDefault(id, 0)) {
                problems.add("node " + id + " has edges in its lists that are not there");
            }
            return true;
        });
    }

    /** An index of so few vectors finds what the exact scan finds. */
    private static void checkIndex(Database db, String space, List<String> problems) {
        SimilarityQuery query = SimilarityQuery.top(SIMILAR).in(space).ef(1000);
        SearchHits found = new SearchHits();
        SearchHits exact = new SearchHits();
        db.querySimilar(Rows.vector(3), query, found);
        db.querySimilar(Rows.vector(3), query.exactly(), exact);
        if (!Arrays.equals(similarities(found), similarities(exact))) {
            problems.add("the index of '" + space + "' finds " + Arrays.toString(found.ids()) + ", not "
                    + Arrays.toString(exact.ids()));
        }
    }

    private static float[] similarities(SearchHits hits) {
        float[] similarities = new float[hits.size()];
        for (int i = 0; i < similarities.length; i++) {
            similarities[i] = hits.similarity(i);
        }
        return similarities;
    }
}

package io.contextdb.bench.crash;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.Database;
import io.contextdb.api.DatabaseOptions;
import io.contextdb.api.Direction;
import io.contextdb.api.Edge;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.Progress;
import io.contextdb.api.SearchHits;
import io.contextdb.api.SimilarityQuery;
import io.contextdb.api.VerifyReport;
import io.contextdb.testkit.file.MemoryFileSystem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;

/** Opens what a crash left, and says what is wrong with it. */
final class ImageCheck {
    private static final long PROBE = 77_777;
    private static final int SIMILAR = 5;

    private final Recording recording;

    /** The state that was acknowledged last. */
    private final State last;

    /** The same, or the one that was on its way. */
    private final State next;

    private final PastCheck past;

    ImageCheck(Recording recording, int acknowledged) {
        this.recording = recording;
        List<State> all = recording.acknowledged();
        last = all.get(acknowledged);
        next = all.get(Math.min(acknowledged + 1, all.size() - 1));
        past = new PastCheck(all.subList(0, acknowledged + 1), next);
    }

    /** What is wrong, nothing when all is well. */
    List<String> run(MemoryFileSystem disk) {
        List<String> problems = new ArrayList<>();
        try {
            String written;
            try (Database db = open(disk, problems)) {
                String found = db.contentDigest(Progress.none());
                if (!found.equals(last.digest()) && !found.equals(next.digest())) {
                    problems.add("it holds " + describe(found) + ", not " + describe(last.digest()));
                }
                if (recording.workload().past()) {
                    past.run(db, problems);
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

    /** Where a restore has not come to its end, a database is refused, and restored once more. */
    private Database open(MemoryFileSystem disk, List<String> problems) {
        if (!recording.workload().restored()) {
            return Databases.open(disk);
        }
        DatabaseOptions present = Databases.options().createIfMissing(false);
        try {
            return Databases.open(disk, present);
        } catch (ContextDbException e) {
            if (e.code() != ErrorCode.NOT_A_DATABASE) {
                throw e;
            }
            if (!last.isNothing()) {
                problems.add("the restored database is gone: " + e.getMessage());
            }
            Archived.restore(disk);
            return Databases.open(disk, present);
        }
    }

    private String describe(String digest) {
        List<String> digests =
                recording.acknowledged().stream().map(State::digest).toList();
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
        Map<Long, Edge> edges = new HashMap<>();
        db.forEachEdge(edge -> {
            if (edges.put(edge.id(), edge) != null) {
                problems.add("edge " + edge.id() + " is there twice");
            }
            return true;
        });
        Set<Long> outgoing = new HashSet<>();
        Set<Long> incoming = new HashSet<>();
        db.forEachNode(node -> {
            long id = node.id();
            checkList(id, db.edges(id, Direction.OUTGOING), Edge::from, edges, outgoing, problems);
            checkList(id, db.edges(id, Direction.INCOMING), Edge::to, edges, incoming, problems);
            return true;
        });
        if (outgoing.size() < edges.size() || incoming.size() < edges.size()) {
            problems.add("of " + edges.size() + " edges " + outgoing.size()
                    + " are in the lists of where they begin and " + incoming.size() + " in those of where they end");
        }
    }

    private static void checkList(
            long node,
            List<Edge> list,
            ToLongFunction<Edge> nearEnd,
            Map<Long, Edge> edges,
            Set<Long> seen,
            List<String> problems) {
        for (Edge edge : list) {
            if (nearEnd.applyAsLong(edge) != node || !edge.equals(edges.get(edge.id())) || !seen.add(edge.id())) {
                problems.add("the list of node " + node + " has edge " + edge + ", which is not there, or not its own");
            }
        }
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

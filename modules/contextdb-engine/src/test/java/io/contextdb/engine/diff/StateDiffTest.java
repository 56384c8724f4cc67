package io.contextdb.engine.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.ContextDB;
import io.contextdb.api.Database;
import io.contextdb.api.Difference;
import io.contextdb.api.Difference.Kind;
import io.contextdb.api.DifferenceCounts;
import io.contextdb.api.Edge;
import io.contextdb.api.GraphReader;
import io.contextdb.api.Node;
import io.contextdb.api.PastState;
import io.contextdb.engine.TestDatabases;
import io.contextdb.engine.model.Answer;
import io.contextdb.engine.model.GraphModel;
import io.contextdb.engine.model.RandomCalls;
import io.contextdb.testkit.Seeds;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Differences of two states: what they name, their order, and that they are all there are. */
class StateDiffTest {
    private static final int STEPS = 8;
    private static final int CALLS_PER_STEP = 30;

    @TempDir
    Path directory;

    private Database open() {
        return ContextDB.open(
                directory.resolve("database"), TestDatabases.options().logRetentionBytes(1 << 30));
    }

    @Test
    void namesWhatBecameOfEverything() {
        try (Database db = open()) {
            db.insertNode(1, List.of("A", "B"), Map.of("same", 1, "gone", 1, "other", 1, "v", new float[] {1, 2}));
            db.insertNode(2, List.of(), Map.of("v", new float[] {1, 2}));
            db.insertNode(-1, List.of("A"), Map.of("w", new float[] {1}));
            long kept = db.insertEdge(1, 2, "OWNS", Map.of("since", 1));
            long deleted = db.insertEdge(2, 1, "OWNS", Map.of());
            long before = db.commitIndex();
            db.updateNode(1, Map.of("other", 2, "new", 1));
            db.updateNode(1, Collections.singletonMap("gone", null));
            db.updateLabels(1, Set.of("C"), Set.of("A"));
            db.insertVector(1, "v", new float[] {2, 1});
            db.insertVector(1, "w", new float[] {2});
            db.deleteEdge(deleted);
            db.updateEdge(kept, Map.of("since", 2));
            long added = db.insertEdge(1, 2, "OWNS", Map.of());
            db.deleteNode(-1);
            db.insertNode(3, List.of(), Map.of());
            // The same vector in another row, and other ordinals: no difference.
            db.insertVector(2, "v", new float[] {1, 2});
            db.compact();
            List<Difference> found = new ArrayList<>();
            try (PastState old = db.asOf(before);
                    PastState present = db.asOf(db.commitIndex())) {
                DifferenceCounts counts = db.diff(old, present, found::add);
                assertEquals(new DifferenceCounts(1, 1, 1, 1, 1, 1, 1, 1, 1), counts);
                assertEquals(new DifferenceCounts(0, 0, 0, 0, 0, 0, 0, 0, 0), db.diff(present, present, any -> true));
            }
            assertEquals(
                    List.of(1L, 3L, -1L, kept, deleted, added),
                    found.stream().map(Difference::id).toList());
            Difference.OfNode changed = (Difference.OfNode) found.getFirst();
            assertEquals(Kind.CHANGED, changed.kind());
            assertEquals(Map.of("A", Kind.REMOVED, "C", Kind.ADDED), changed.labels());
            assertEquals(Map.of("gone", Kind.REMOVED, "new", Kind.ADDED, "other", Kind.CHANGED), changed.properties());
            assertEquals(Map.of("v", Kind.CHANGED, "w", Kind.ADDED), changed.vectors());
            Difference.OfNode gone = (Difference.OfNode) found.get(2);
            assertTrue(gone.before().isPresent() && gone.after().isEmpty());
            assertEquals(Map.of("w", Kind.REMOVED), gone.vectors());
            assertEquals(Map.of("since", Kind.CHANGED), found.get(3).properties());
        }
    }

    /** Against a comparison of copies, and with so little memory that it takes many passes. */
    @Test
    void findsAllThatDiffersInAnyMemory() {
        Random random = Seeds.random("findsAllThatDiffersInAnyMemory");
        RandomCalls calls = new RandomCalls(random, 40);
        GraphModel model = new GraphModel();
        List<Long> commits = new ArrayList<>(List.of(0L));
        try (Database db = open()) {
            for (int step = 0; step < STEPS; step++) {
                for (int i = 0; i < CALLS_PER_STEP; i++) {
                    RandomCalls.Call call = calls.next(model);
                    model = Answer.of(call, db).repeat(call, model);
                }
                commits.add(db.commitIndex());
                if (step % 3 == 1) {
                    db.compact();
                }
            }
            for (int i = 0; i < STEPS; i++) {
                long first = commits.get(random.nextInt(commits.size()));
                long second = commits.get(random.nextInt(commits.size()));
                try (PastState before = db.asOf(first);
                        PastState after = db.asOf(second)) {
                    List<String> expected = expected(before, after);
                    for (int idsPerPass : new int[] {1, 3, 1 << 10}) {
                        List<String> found = new ArrayList<>();
                        StateDiff.run(before, after, difference -> found.add(text(difference)), idsPerPass);
                        assertEquals(expected, found, "from commit " + first + " to " + second);
                    }
                }
            }
        }
    }

    @Test
    void stopsWhenTheVisitorHasEnough() {
        try (Database db = open()) {
            for (int id = 0; id < 10; id++) {
                db.insertNode(id, List.of(), Map.of());
            }
            List<Difference> found = new ArrayList<>();
            try (PastState nothing = db.asOf(0);
                    PastState present = db.asOf(10)) {
                DifferenceCounts counts = db.diff(nothing, present, difference -> {
                    found.add(difference);
                    return found.size() < 4;
                });
                assertEquals(4, counts.nodesAdded());
                assertEquals(4, found.size());
            }
        }
    }

    private static String text(Difference difference) {
        String what = difference instanceof Difference.OfNode ? "node " : "edge ";
        return what + Long.toUnsignedString(difference.id()) + " " + difference.kind();
    }

    private static List<String> expected(GraphReader before, GraphReader after) {
        List<String> lines = new ArrayList<>(changes("node ", nodes(before), nodes(after)));
        lines.addAll(changes("edge ", edges(before), edges(after)));
        return lines;
    }

    private static List<String> changes(String what, SortedMap<Long, String> before, SortedMap<Long, String> after) {
        SortedMap<Long, Kind> kinds = new TreeMap<>(Long::compareUnsigned);
        before.forEach((id, text) -> {
            if (!after.containsKey(id)) {
                kinds.put(id, Kind.REMOVED);
            } else if (!text.equals(after.get(id))) {
                kinds.put(id, Kind.CHANGED);
            }
        });
        after.keySet().stream().filter(id -> !before.containsKey(id)).forEach(id -> kinds.put(id, Kind.ADDED));
        List<String> lines = new ArrayList<>();
        kinds.forEach((id, kind) -> lines.add(what + Long.toUnsignedString(id) + " " + kind));
        return lines;
    }

    private static SortedMap<Long, String> nodes(GraphReader reader) {
        SortedMap<Long, String> nodes = new TreeMap<>(Long::compareUnsigned);
        reader.forEachNode(node -> {
            nodes.put(node.id(), text(reader, node));
            return true;
        });
        return nodes;
    }

    private static String text(GraphReader reader, Node node) {
        StringBuilder text = new StringBuilder(node.toString());
        node.vectorNames()
                .forEach(name -> text.append(
                        Arrays.toString(reader.findVector(node.id(), name).orElseThrow())));
        return text.toString();
    }

    private static SortedMap<Long, String> edges(GraphReader reader) {
        SortedMap<Long, String> edges = new TreeMap<>(Long::compareUnsigned);
        reader.forEachEdge(edge -> {
            edges.put(edge.id(), text(edge));
            return true;
        });
        return edges;
    }

    private static String text(Edge edge) {
        return edge.toString();
    }
}

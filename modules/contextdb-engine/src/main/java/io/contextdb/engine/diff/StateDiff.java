package io.contextdb.engine.diff;

import io.contextdb.api.Difference;
import io.contextdb.api.Difference.Kind;
import io.contextdb.api.DifferenceCounts;
import io.contextdb.api.Edge;
import io.contextdb.api.GraphReader;
import io.contextdb.api.Node;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One comparison of two states, neither of which changes. */
public final class StateDiff {
    /** Differences reported in one pass over both states: 16 MiB of ids. */
    private static final int IDS_PER_PASS = 1 << 20;

    private final GraphReader before;
    private final GraphReader after;
    private final Predicate<Difference> visitor;
    private final int idsPerPass;
    private final DiffTally tally = new DiffTally();

    private StateDiff(GraphReader before, GraphReader after, Predicate<Difference> visitor, int idsPerPass) {
        this.before = before;
        this.after = after;
        this.visitor = visitor;
        this.idsPerPass = idsPerPass;
    }

    /** Compares two states; see {@link io.contextdb.api.Database#diff}. */
    public static DifferenceCounts run(GraphReader before, GraphReader after, Predicate<Difference> visitor) {
        return run(before, after, visitor, IDS_PER_PASS);
    }

    static DifferenceCounts run(GraphReader before, GraphReader after, Predicate<Difference> visitor, int idsPerPass) {
        StateDiff diff = new StateDiff(before, after, visitor, idsPerPass);
        if (diff.pass(diff::differingNodes, diff::node)) {
            diff.pass(diff::differingEdges, diff::edge);
        }
        return diff.tally.counts();
    }

    /** Finds the ids, above one that is done, of what differs. */
    @FunctionalInterface
    private interface Search {
        /** Adds them. Null for those from the first on. */
        void find(@Nullable Long done, LowestIds found);
    }

    /** Reports what a search finds, in order; returns whether to go on. */
    private boolean pass(Search search, LongFunction<Difference> difference) {
        Long done = null;
        boolean more = true;
        while (more) {
            LowestIds found = new LowestIds(idsPerPass);
            search.find(done, found);
            for (long id : found.sorted()) {
                Difference next = difference.apply(id);
                tally.add(next);
                if (!visitor.test(next)) {
                    return false;
                }
                done = id;
            }
            more = found.incomplete();
        }
        return true;
    }

    private static boolean isAbove(long id, @Nullable Long done) {
        return done == null || Long.compareUnsigned(id, done) > 0;
    }

    private void differingNodes(@Nullable Long done, LowestIds found) {
        before.forEachNode(node -> {
            if (isAbove(node.id(), done) && !sameInBoth(node)) {
                found.add(node.id());
            }
            return true;
        });
        after.forEachNode(node -> {
            if (isAbove(node.id(), done) && !before.nodeExists(node.id())) {
                found.add(node.id());
            }
            return true;
        });
    }

    private boolean sameInBoth(Node node) {
        Optional<Node> other = after.findNode(node.id());
        return other.isPresent()
                && other.get().equals(node)
                && node.vectorNames().stream().allMatch(name -> sameVector(node.id(), name));
    }

    private boolean sameVector(long id, String name) {
        return Arrays.equals(
                before.findVector(id, name).orElse(null),
                after.findVector(id, name).orElse(null));
    }

    private void differingEdges(@Nullable Long done, LowestIds found) {
        before.forEachEdge(edge -> {
            if (isAbove(edge.id(), done)
                    && !after.findEdge(edge.id()).filter(edge::equals).isPresent()) {
                found.add(edge.id());
            }
            return true;
        });
        after.forEachEdge(edge -> {
            if (isAbove(edge.id(), done) && before.findEdge(edge.id()).isEmpty()) {
                found.add(edge.id());
            }
            return true;
        });
    }

    private Difference node(long id) {
        Optional<Node> old = before.findNode(id);
        Optional<Node> present = after.findNode(id);
        SortedMap<String, Kind> vectors = names(
                old.map(node -> new TreeSet<>(node.vectorNames())).orElseGet(TreeSet::new),
                present.map(node -> new TreeSet<>(node.vectorNames())).orElseGet(TreeSet::new),
                name -> sameVector(id, name));
        return new Difference.OfNode(
                id,
                kind(old, present),
                old,
                present,
                names(
                        old.map(Node::labels).orElseGet(TreeSet::new),
                        present.map(Node::labels).orElseGet(TreeSet::new),
                        label -> true),
                values(
                        old.map(Node::properties).orElseGet(TreeMap::new),
                        present.map(Node::properties).orElseGet(TreeMap::new)),
                vectors);
    }

    private Difference edge(long id) {
        Optional<Edge> old = before.findEdge(id);
        Optional<Edge> present = after.findEdge(id);
        return new Difference.OfEdge(
                id,
                kind(old, present),
                old,
                present,
                values(
                        old.map(Edge::properties).orElseGet(TreeMap::new),
                        present.map(Edge::properties).orElseGet(TreeMap::new)));
    }

    private static Kind kind(Optional<?> old, Optional<?> present) {
        if (old.isEmpty()) {
            return Kind.ADDED;
        }
        return present.isEmpty() ? Kind.REMOVED : Kind.CHANGED;
    }

    private static SortedMap<String, Kind> values(SortedMap<String, ?> old, SortedMap<String, ?> present) {
        return names(
                new TreeSet<>(old.keySet()),
                new TreeSet<>(present.keySet()),
                key -> Objects.equals(old.get(key), present.get(key)));
    }

    private static SortedMap<String, Kind> names(
            SortedSet<String> old, SortedSet<String> present, Predicate<String> same) {
        SortedMap<String, Kind> kinds = new TreeMap<>();
        for (String name : old) {
            if (!present.contains(name)) {
                kinds.put(name, Kind.REMOVED);
            } else if (!same.test(name)) {
                kinds.put(name, Kind.CHANGED);
            }
        }
        for (String name : present) {
            if (!old.contains(name)) {
                kinds.put(name, Kind.ADDED);
            }
        }
        return kinds;
    }
}

package io.contextdb.api;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A node or an edge that is not the same in two states. Names map to what became of them; those that are the same are
 * left out.
 */
public sealed interface Difference {
    /** What became of something from one state to the other. */
    enum Kind {
        /** Only the second state has it. */
        ADDED,
        /** Only the first state has it. */
        REMOVED,
        /** Both have it, with another content. */
        CHANGED
    }

    /** The id of the node or edge. */
    long id();

    /** What became of it. */
    Kind kind();

    /** What became of its properties, by key. */
    SortedMap<String, Kind> properties();

    /**
     * A node.
     *
     * @param before the node in the first state
     * @param after the node in the second state
     * @param labels what became of its labels, which are added or removed
     * @param vectors what became of its vectors, by name
     */
    record OfNode(
            long id,
            Kind kind,
            Optional<Node> before,
            Optional<Node> after,
            SortedMap<String, Kind> labels,
            SortedMap<String, Kind> properties,
            SortedMap<String, Kind> vectors)
            implements Difference {
        /** Copies the maps. */
        public OfNode {
            labels = copy(labels);
            properties = copy(properties);
            vectors = copy(vectors);
        }
    }

    /**
     * An edge. It has other ends or another type only when an id was given again.
     *
     * @param before the edge in the first state
     * @param after the edge in the second state
     */
    record OfEdge(long id, Kind kind, Optional<Edge> before, Optional<Edge> after, SortedMap<String, Kind> properties)
            implements Difference {
        /** Copies the map. */
        public OfEdge {
            properties = copy(properties);
        }
    }

    private static SortedMap<String, Kind> copy(SortedMap<String, Kind> map) {
        return Collections.unmodifiableSortedMap(new TreeMap<>(map));
    }
}

package io.contextdb.engine.write;

import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The net change of one node. First the node that was there leaves, if {@link #removal} says so; then a node arrives,
 * or the one that is there changes.
 *
 * @param id the node
 * @param removal whether the node of the state before leaves
 * @param arrival whether a node comes (anew)
 * @param labels on arrival all labels, otherwise those added; ascending
 * @param labelsRemoved labels removed; none on arrival; ascending
 * @param properties on arrival all properties, otherwise those set; no vectors
 * @param propertiesRemoved names whose property, plain or vector, goes; none on an insert; ascending
 */
public record NodeChange(
        long id,
        Removal removal,
        Arrival arrival,
        List<String> labels,
        List<String> labelsRemoved,
        PropertyList properties,
        List<String> propertiesRemoved)
        implements EntityChange {
    /** How the node of the state before leaves. */
    public enum Removal {
        /** It stays. */
        NONE,
        /** It must exist and have no edges left. */
        DELETE,
        /** It must exist; its edges go with it. */
        DETACH
    }

    /** How a node comes. */
    public enum Arrival {
        /** It does not. */
        NONE,
        /** It must not exist, unless it was removed by this very change. */
        INSERT,
        /** It is created, or takes labels and properties in place of those it has. */
        UPSERT
    }

    /** A change of nothing yet: the node must exist. */
    public static NodeChange update(long id) {
        return new NodeChange(id, Removal.NONE, Arrival.NONE, List.of(), List.of(), PropertyList.EMPTY, List.of());
    }

    /** Whether applying this does nothing and expects nothing: a node that came and left within one transaction. */
    public boolean isVoid() {
        return removal == Removal.NONE
                && arrival == Arrival.NONE
                && labels.isEmpty()
                && labelsRemoved.isEmpty()
                && properties.size() == 0
                && propertiesRemoved.isEmpty();
    }

    /** Whether the node exists after this change, given whether it did before. */
    public boolean existsAfter(boolean existedBefore) {
        return arrival != Arrival.NONE || existedBefore && removal == Removal.NONE;
    }

    NodeChange arriving(Arrival newArrival, List<String> newLabels, PropertyList newProperties) {
        return new NodeChange(id, removal, newArrival, newLabels, List.of(), newProperties, List.of());
    }

    NodeChange leaving(Removal newRemoval) {
        return new NodeChange(id, newRemoval, Arrival.NONE, List.of(), List.of(), PropertyList.EMPTY, List.of());
    }

    NodeChange withProperties(PropertyList set, Collection<String> removed) {
        PropertyList merged = properties;
        for (String name : removed) {
            merged = merged.without(name);
        }
        merged = merged.with(set);
        SortedSet<String> allRemoved = new TreeSet<>(propertiesRemoved);
        if (arrival != Arrival.INSERT) {
            allRemoved.addAll(removed);
        }
        for (int i = 0; i < set.size(); i++) {
            allRemoved.remove(set.name(i));
        }
        return new NodeChange(id, removal, arrival, labels, labelsRemoved, merged, List.copyOf(allRemoved));
    }

    NodeChange withLabels(List<String> added, List<String> removed) {
        SortedSet<String> newLabels = new TreeSet<>(labels);
        newLabels.addAll(added);
        removed.forEach(newLabels::remove);
        if (arrival != Arrival.NONE) {
            return arriving(arrival, List.copyOf(newLabels), properties);
        }
        SortedSet<String> newRemoved = new TreeSet<>(labelsRemoved);
        added.forEach(newRemoved::remove);
        newRemoved.addAll(removed);
        return new NodeChange(
                id, removal, arrival, List.copyOf(newLabels), List.copyOf(newRemoved), properties, propertiesRemoved);
    }
}

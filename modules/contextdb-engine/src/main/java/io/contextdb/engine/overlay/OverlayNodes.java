package io.contextdb.engine.overlay;

import io.contextdb.api.Value;
import io.contextdb.api.spi.PropertyVisitor;
import io.contextdb.api.spi.StorageView;
import io.contextdb.api.spi.TokenKind;
import io.contextdb.engine.write.NodeChange;
import io.contextdb.engine.write.NodeChange.Arrival;
import io.contextdb.engine.write.NodeChange.Removal;
import io.contextdb.engine.write.PropertyList;
import io.contextdb.engine.write.WriteSet;
import java.util.Arrays;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Nodes below and in the set. A node that comes has the ordinal of its place; one that changes or is put over keeps its
 * own.
 */
final class OverlayNodes {
    private final StorageView base;
    private final WriteSet set;
    private final OverlayTokens tokens;
    /** The ordinal of place 0. */
    private final int firstPlace;

    OverlayNodes(StorageView base, WriteSet set, OverlayTokens tokens, int firstPlace) {
        this.base = base;
        this.set = set;
        this.tokens = tokens;
        this.firstPlace = firstPlace;
    }

    int limit() {
        return base.nodeLimit() + set.nodes().size();
    }

    boolean inBase(int node) {
        return node < firstPlace;
    }

    int node(long id) {
        NodeChange change = set.node(id);
        int below = base.node(id);
        if (change == null || change.removal() == Removal.NONE && (below >= 0 || change.arrival() == Arrival.NONE)) {
            return below;
        }
        return change.arrival() == Arrival.NONE ? -1 : firstPlace + set.nodePlace(id);
    }

    long id(int node) {
        return inBase(node)
                ? base.nodeId(node)
                : set.nodes().get(node - firstPlace).id();
    }

    boolean live(int node) {
        return inBase(node) ? base.nodeLive(node) && !removed(node) : node(id(node)) == node;
    }

    /** Whether the set deletes a node of the view below. */
    boolean removed(int node) {
        NodeChange change = set.node(base.nodeId(node));
        return change != null && change.removal() != Removal.NONE;
    }

    long count() {
        long count = base.nodeCount();
        for (NodeChange change : set.nodes()) {
            count += exists(node(change.id())) - exists(base.node(change.id()));
        }
        return count;
    }

    private static int exists(int node) {
        return node >= 0 ? 1 : 0;
    }

    long idHighest() {
        long highest = base.nodeIdHighest();
        for (NodeChange change : set.nodes()) {
            if (change.arrival() != Arrival.NONE && Long.compareUnsigned(change.id(), highest) > 0) {
                highest = change.id();
            }
        }
        return highest;
    }

    // --- labels

    int[] labels(int node) {
        NodeChange change = change(node);
        if (change == null) {
            return base.labels(node);
        }
        if (change.arrival() != Arrival.NONE) {
            return tokens.tokens(TokenKind.LABEL, change.labels());
        }
        SortedSet<String> labels = new TreeSet<>();
        for (int label : base.labels(node)) {
            labels.add(base.tokenName(TokenKind.LABEL, label));
        }
        change.labelsRemoved().forEach(labels::remove);
        labels.addAll(change.labels());
        return tokens.tokens(TokenKind.LABEL, labels);
    }

    boolean hasLabel(int node, int label) {
        return change(node) == null
                ? tokens.inBase(TokenKind.LABEL, label) && base.hasLabel(node, label)
                : Arrays.binarySearch(labels(node), label) >= 0;
    }

    long count(int label) {
        boolean below = tokens.inBase(TokenKind.LABEL, label);
        long count = below ? base.nodeCount(label) : 0;
        for (NodeChange change : set.nodes()) {
            int before = base.node(change.id());
            int after = node(change.id());
            count -= below && before >= 0 && base.hasLabel(before, label) ? 1 : 0;
            count += after >= 0 && hasLabel(after, label) ? 1 : 0;
        }
        return count;
    }

    // --- properties

    @Nullable
    Value property(int node, int key) {
        NodeChange change = change(node);
        if (change != null) {
            String name = tokens.name(TokenKind.PROPERTY_KEY, key);
            Value value = change.properties().get(name);
            if (value != null
                    || change.arrival() != Arrival.NONE
                    || change.propertiesRemoved().contains(name)) {
                return value;
            }
        }
        return tokens.inBase(TokenKind.PROPERTY_KEY, key) ? base.nodeProperty(node, key) : null;
    }

    void properties(int node, PropertyVisitor visitor) {
        NodeChange change = change(node);
        if (change == null) {
            base.nodeProperties(node, visitor);
            return;
        }
        TreeMap<Integer, Value> properties = new TreeMap<>();
        if (change.arrival() == Arrival.NONE) {
            base.nodeProperties(node, properties::put);
            change.propertiesRemoved().forEach(name -> properties.remove(tokens.token(TokenKind.PROPERTY_KEY, name)));
        }
        putAll(change.properties(), tokens, properties);
        properties.forEach(visitor::property);
    }

    static void putAll(PropertyList from, OverlayTokens tokens, TreeMap<Integer, Value> to) {
        for (int i = 0; i < from.size(); i++) {
            to.put(tokens.token(TokenKind.PROPERTY_KEY, from.name(i)), from.value(i));
        }
    }

    private @Nullable NodeChange change(int node) {
        return set.node(id(node));
    }
}

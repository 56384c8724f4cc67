package io.contextdb.engine.overlay;

import io.contextdb.api.Value;
import io.contextdb.api.spi.PropertyVisitor;
import io.contextdb.api.spi.StorageView;
import io.contextdb.api.spi.TokenKind;
import io.contextdb.engine.write.EdgeChange;
import io.contextdb.engine.write.PropertyList;
import io.contextdb.engine.write.WriteSet;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Edges below and in the set. A new edge has the ordinal of its place. */
final class OverlayEdges {
    private final StorageView base;
    private final WriteSet set;
    private final OverlayTokens tokens;
    private final OverlayNodes nodes;
    /** The ordinal of place 0. */
    private final int firstPlace;

    OverlayEdges(StorageView base, WriteSet set, OverlayTokens tokens, OverlayNodes nodes, int firstPlace) {
        this.base = base;
        this.set = set;
        this.tokens = tokens;
        this.nodes = nodes;
        this.firstPlace = firstPlace;
    }

    int limit() {
        return base.edgeLimit() + set.edges().size();
    }

    /** The ordinal of the edge at a place. */
    int ordinal(int place) {
        return firstPlace + place;
    }

    int edge(long id) {
        return switch (set.edge(id)) {
            case null -> base.edge(id);
            case EdgeChange.Insert _ -> firstPlace + set.edgePlace(id);
            case EdgeChange.Update _ -> base.edge(id);
            case EdgeChange.Delete _ -> -1;
            case EdgeChange.Void _ -> -1;
        };
    }

    long id(int edge) {
        return edge < firstPlace
                ? base.edgeId(edge)
                : set.edges().get(edge - firstPlace).id();
    }

    boolean live(int edge) {
        return edge < firstPlace
                ? base.edgeLive(edge) && !removed(edge)
                : set.edge(id(edge)) instanceof EdgeChange.Insert;
    }

    /** Whether the set deletes an edge of the view below. */
    boolean removed(int edge) {
        return set.edge(base.edgeId(edge)) instanceof EdgeChange.Delete;
    }

    int source(int edge) {
        return edge < firstPlace
                ? base.edgeSource(edge)
                : nodes.node(inserted(edge).from());
    }

    int target(int edge) {
        return edge < firstPlace
                ? base.edgeTarget(edge)
                : nodes.node(inserted(edge).to());
    }

    int type(int edge) {
        return edge < firstPlace
                ? base.edgeType(edge)
                : tokens.token(TokenKind.EDGE_TYPE, inserted(edge).type());
    }

    private EdgeChange.Insert inserted(int edge) {
        EdgeChange change = set.edge(id(edge));
        if (change instanceof EdgeChange.Insert insert) {
            return insert;
        }
        throw new AssertionError("edge ordinal " + edge + " is " + change);
    }

    long count() {
        long count = base.edgeCount();
        for (EdgeChange change : set.edges()) {
            count += exists(edge(change.id())) - exists(base.edge(change.id()));
        }
        return count;
    }

    private static int exists(int edge) {
        return edge >= 0 ? 1 : 0;
    }

    long count(int type) {
        boolean below = tokens.inBase(TokenKind.EDGE_TYPE, type);
        long count = below ? base.edgeCount(type) : 0;
        for (EdgeChange change : set.edges()) {
            int before = base.edge(change.id());
            int after = edge(change.id());
            count -= before >= 0 && base.edgeType(before) == type ? 1 : 0;
            count += after >= 0 && type(after) == type ? 1 : 0;
        }
        return count;
    }

    long idHighest() {
        long highest = base.edgeIdHighest();
        for (EdgeChange change : set.edges()) {
            if (change instanceof EdgeChange.Insert && Long.compareUnsigned(change.id(), highest) > 0) {
                highest = change.id();
            }
        }
        return highest;
    }

    // --- properties

    @Nullable
    Value property(int edge, int key) {
        String name = tokens.name(TokenKind.PROPERTY_KEY, key);
        Value changed = changedProperties(edge).get(name);
        if (changed != null || edge >= firstPlace || removedProperties(edge).contains(name)) {
            return changed;
        }
        return tokens.inBase(TokenKind.PROPERTY_KEY, key) ? base.edgeProperty(edge, key) : null;
    }

    void properties(int edge, PropertyVisitor visitor) {
        TreeMap<Integer, Value> properties = new TreeMap<>();
        if (edge < firstPlace) {
            base.edgeProperties(edge, properties::put);
            removedProperties(edge).forEach(name -> properties.remove(tokens.token(TokenKind.PROPERTY_KEY, name)));
        }
        OverlayNodes.putAll(changedProperties(edge), tokens, properties);
        properties.forEach(visitor::property);
    }

    private PropertyList changedProperties(int edge) {
        return switch (set.edge(id(edge))) {
            case null -> PropertyList.EMPTY;
            case EdgeChange.Insert insert -> insert.properties();
            case EdgeChange.Update update -> update.properties();
            case EdgeChange.Delete _ -> PropertyList.EMPTY;
            case EdgeChange.Void _ -> PropertyList.EMPTY;
        };
    }

    private List<String> removedProperties(int edge) {
        return set.edge(id(edge)) instanceof EdgeChange.Update update ? update.propertiesRemoved() : List.of();
    }
}

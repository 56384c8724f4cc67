package io.contextdb.testkit.storage;

import io.contextdb.api.EdgeTypes;
import io.contextdb.api.Value;
import io.contextdb.api.spi.LogPosition;
import io.contextdb.api.spi.TokenKind;
import io.contextdb.api.spi.VectorSpace;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a storage should hold, in collections one can read. Nodes and vector rows are known by ordinal, edges by id,
 * because a snapshot may number edges anew.
 */
final class StorageModel {
    LogPosition position = LogPosition.START;
    final Map<TokenKind, List<String>> tokens = new EnumMap<>(TokenKind.class);
    /** By ordinal, dead ones included. */
    final List<ModelNode> nodes = new ArrayList<>();
    /** Live edges by id, in the order in which they were created. */
    final LinkedHashMap<Long, ModelEdge> edges = new LinkedHashMap<>();

    final SortedMap<Integer, ModelSpace> spaces = new TreeMap<>();
    long nodeIdHighest;
    long edgeIdHighest;

    /** A node; dead ones keep their id only. */
    record ModelNode(long id, boolean live, SortedSet<Integer> labels, SortedMap<Integer, Value> properties) {
        ModelNode {
            labels = new TreeSet<>(labels);
            properties = new TreeMap<>(properties);
        }
    }

    /** An edge; {@code base} says that it is part of the snapshot below, where edges are sorted. */
    record ModelEdge(long id, int source, int target, int type, SortedMap<Integer, Value> properties, boolean base) {
        ModelEdge {
            properties = new TreeMap<>(properties);
        }
    }

    /** A row of a vector space. */
    record ModelRow(int node, float[] vector, float inverseNorm, boolean live) {}

    /** A vector space and its rows by ordinal. */
    record ModelSpace(VectorSpace space, List<ModelRow> rows) {
        ModelSpace {
            rows = new ArrayList<>(rows);
        }

        /** The live row of a node, or -1. */
        int row(int node) {
            for (int row = 0; row < rows.size(); row++) {
                if (rows.get(row).live() && rows.get(row).node() == node) {
                    return row;
                }
            }
            return -1;
        }
    }

    StorageModel() {
        for (TokenKind kind : TokenKind.values()) {
            tokens.put(kind, new ArrayList<>());
        }
        names(TokenKind.EDGE_TYPE).addAll(EdgeTypes.PREDECLARED);
    }

    StorageModel copy() {
        StorageModel copy = new StorageModel();
        copy.position = position;
        tokens.forEach((kind, names) -> copy.tokens.put(kind, new ArrayList<>(names)));
        nodes.forEach(node -> copy.nodes.add(new ModelNode(node.id(), node.live(), node.labels(), node.properties())));
        edges.forEach((id, edge) -> copy.edges.put(
                id, new ModelEdge(id, edge.source(), edge.target(), edge.type(), edge.properties(), edge.base())));
        spaces.forEach((number, space) -> copy.spaces.put(number, new ModelSpace(space.space(), space.rows())));
        copy.nodeIdHighest = nodeIdHighest;
        copy.edgeIdHighest = edgeIdHighest;
        return copy;
    }

    List<String> names(TokenKind kind) {
        return tokens.computeIfAbsent(kind, _ -> new ArrayList<>());
    }

    ModelSpace space(int number) {
        return spaces.computeIfAbsent(number, _ -> {
            throw new AssertionError("the model has no space " + number);
        });
    }

    int intern(TokenKind kind, String name) {
        List<String> names = names(kind);
        if (!names.contains(name)) {
            names.add(name);
        }
        return names.indexOf(name);
    }

    /** The ordinal of the live node with this id, or -1. */
    int node(long id) {
        for (int node = 0; node < nodes.size(); node++) {
            if (nodes.get(node).live() && nodes.get(node).id() == id) {
                return node;
            }
        }
        return -1;
    }

    void seen(long nodeId, long edgeId) {
        nodeIdHighest = Long.compareUnsigned(nodeId, nodeIdHighest) > 0 ? nodeId : nodeIdHighest;
        edgeIdHighest = Long.compareUnsigned(edgeId, edgeIdHighest) > 0 ? edgeId : edgeIdHighest;
    }

    /** Whether a node has edges or vectors. */
    boolean bound(int node) {
        return edges.values().stream().anyMatch(edge -> edge.source() == node || edge.target() == node)
                || spaces.values().stream().anyMatch(space -> space.row(node) >= 0);
    }

    List<Integer> liveNodes() {
        List<Integer> live = new ArrayList<>();
        for (int node = 0; node < nodes.size(); node++) {
            if (nodes.get(node).live()) {
                live.add(node);
            }
        }
        return live;
    }

    /** What a generation over a new snapshot of this state shows. */
    StorageModel afterSnapshot(boolean compact) {
        StorageModel after = copy();
        Map<Integer, Integer> ordinals = new HashMap<>();
        after.nodes.clear();
        for (int node = 0; node < nodes.size(); node++) {
            if (nodes.get(node).live() || !compact) {
                ordinals.put(node, after.nodes.size());
                ModelNode kept = nodes.get(node);
                after.nodes.add(new ModelNode(kept.id(), kept.live(), kept.labels(), kept.properties()));
            }
        }
        after.edges.replaceAll((id, edge) -> new ModelEdge(
                id,
                ordinals.getOrDefault(edge.source(), -1),
                ordinals.getOrDefault(edge.target(), -1),
                edge.type(),
                edge.properties(),
                true));
        after.spaces.replaceAll((number, space) -> new ModelSpace(
                space.space(),
                space.rows().stream()
                        .filter(row -> row.live() || !compact)
                        .map(row -> new ModelRow(
                                ordinals.getOrDefault(row.node(), -1), row.vector(), row.inverseNorm(), row.live()))
                        .toList()));
        return after;
    }
}

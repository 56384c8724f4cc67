package io.contextdb.testkit.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.Value;
import io.contextdb.api.spi.StorageView;
import io.contextdb.api.spi.TokenKind;
import io.contextdb.api.spi.VectorRows;
import io.contextdb.testkit.storage.StorageModel.ModelEdge;
import io.contextdb.testkit.storage.StorageModel.ModelNode;
import io.contextdb.testkit.storage.StorageModel.ModelRow;
import io.contextdb.testkit.storage.StorageModel.ModelSpace;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Compares a view with the model through every accessor. */
final class ViewCheck {
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final long UNUSED_ID = 0x7eadbeef7eadbeefL;
    private static final String UNUSED_NAME = "nothing has this name";

    private final StorageModel model;
    private final StorageView view;

    private ViewCheck(StorageModel model, StorageView view) {
        this.model = model;
        this.view = view;
    }

    static void assertShows(StorageModel model, StorageView view) {
        ViewCheck check = new ViewCheck(model, view);
        assertEquals(model.position, view.position());
        check.tokens();
        check.nodes();
        check.edges();
        new AdjacencyCheck(model, view).run();
        check.spaces();
    }

    private void tokens() {
        for (TokenKind kind : TokenKind.values()) {
            List<String> names = model.names(kind);
            assertEquals(names.size(), view.tokenCount(kind));
            for (int token = 0; token < names.size(); token++) {
                assertEquals(names.get(token), view.tokenName(kind, token));
                assertEquals(token, view.token(kind, names.get(token)));
            }
            assertEquals(-1, view.token(kind, UNUSED_NAME));
        }
    }

    private void nodes() {
        assertEquals(model.nodes.size(), view.nodeLimit());
        assertEquals(model.liveNodes().size(), view.nodeCount());
        assertEquals(model.nodeIdHighest, view.nodeIdHighest());
        assertEquals(-1, view.node(UNUSED_ID));
        int[] all = IntStream.range(0, model.nodes.size()).toArray();
        long[] ids = new long[all.length];
        view.nodeIds(all, all.length / 3, all.length, ids);
        assertArrayEquals(
                model.nodes.stream()
                        .skip(all.length / 3)
                        .mapToLong(ModelNode::id)
                        .toArray(),
                Arrays.copyOf(ids, all.length - all.length / 3));
        for (int node = 0; node < model.nodes.size(); node++) {
            ModelNode expected = model.nodes.get(node);
            assertEquals(expected.id(), view.nodeId(node));
            assertEquals(expected.live(), view.nodeLive(node));
            assertEquals(model.node(expected.id()), view.node(expected.id()));
            if (expected.live()) {
                node(expected, node);
            }
        }
        for (int label = 0; label < model.names(TokenKind.LABEL).size(); label++) {
            int wanted = label;
            assertEquals(
                    model.nodes.stream()
                            .filter(node -> node.live() && node.labels().contains(wanted))
                            .count(),
                    view.nodeCount(label));
        }
    }

    private void node(ModelNode expected, int node) {
        assertArrayEquals(ModelledWriter.ints(expected.labels()), view.labels(node));
        for (int label = 0; label < model.names(TokenKind.LABEL).size(); label++) {
            assertEquals(expected.labels().contains(label), view.hasLabel(node, label));
        }
        SortedMap<Integer, Value> visited = new TreeMap<>();
        view.nodeProperties(node, (key, value) -> addAscending(visited, key, value));
        assertEquals(expected.properties(), visited);
        for (int key = 0; key < model.names(TokenKind.PROPERTY_KEY).size(); key++) {
            assertEquals(expected.properties().get(key), view.nodeProperty(node, key));
        }
    }

    private void edges() {
        assertEquals(model.edges.size(), view.edgeCount());
        assertEquals(model.edgeIdHighest, view.edgeIdHighest());
        assertEquals(-1, view.edge(UNUSED_ID));
        int live = (int)
                IntStream.range(0, view.edgeLimit()).filter(view::edgeLive).count();
        assertEquals(model.edges.size(), live);
        for (ModelEdge expected : model.edges.values()) {
            int edge = view.edge(expected.id());
            assertTrue(edge >= 0 && edge < view.edgeLimit(), () -> "ordinal " + edge + " of edge " + expected.id());
            assertTrue(view.edgeLive(edge));
            assertEquals(expected.id(), view.edgeId(edge));
            assertEquals(expected.source(), view.edgeSource(edge));
            assertEquals(expected.target(), view.edgeTarget(edge));
            assertEquals(expected.type(), view.edgeType(edge));
            SortedMap<Integer, Value> visited = new TreeMap<>();
            view.edgeProperties(edge, (key, value) -> addAscending(visited, key, value));
            assertEquals(expected.properties(), visited);
            for (int key = 0; key < model.names(TokenKind.PROPERTY_KEY).size(); key++) {
                assertEquals(expected.properties().get(key), view.edgeProperty(edge, key));
            }
        }
        for (int type = 0; type < model.names(TokenKind.EDGE_TYPE).size(); type++) {
            int wanted = type;
            assertEquals(
                    model.edges.values().stream()
                            .filter(edge -> edge.type() == wanted)
                            .count(),
                    view.edgeCount(type));
        }
    }

    private static void addAscending(SortedMap<Integer, Value> visited, int key, Value value) {
        assertTrue(visited.isEmpty() || visited.lastKey() < key, "keys ascend");
        visited.put(key, value);
    }

    private void spaces() {
        assertEquals(
                model.spaces.values().stream().map(ModelSpace::space).toList(), view.spaces(), "the vector spaces");
        assertNull(view.space(UNUSED_NAME));
        for (ModelSpace space : model.spaces.values()) {
            assertEquals(space.space(), view.space(space.space().name()));
            VectorRows rows = view.rows(space.space().number());
            assertSame(rows, view.rows(space.space().number()), "the rows are the same object on every call");
            rows(space, rows);
        }
    }

    private void rows(ModelSpace expected, VectorRows rows) {
        int dimension = expected.space().options().dimension();
        assertEquals(dimension, rows.dimension());
        assertEquals(expected.rows().size(), rows.count());
        assertEquals(expected.rows().stream().filter(ModelRow::live).count(), rows.liveCount());
        int padded = VectorRows.paddedDimension(dimension);
        for (int row = 0; row < rows.count(); row++) {
            ModelRow modelRow = expected.rows().get(row);
            assertEquals(modelRow.node(), rows.node(row));
            assertEquals(modelRow.live(), rows.live(row));
            assertEquals(modelRow.inverseNorm(), rows.inverseNorm(row));
            long address = rows.address(row);
            assertEquals(0, address % VectorRows.ALIGNMENT_BYTES, "alignment of a row");
            float[] floats = MemorySegment.ofAddress(address)
                    .reinterpret((long) padded * Float.BYTES)
                    .toArray(FLOAT);
            assertArrayEquals(Arrays.copyOf(modelRow.vector(), padded), floats, "components and zeros");
        }
        for (int node = 0; node < model.nodes.size(); node++) {
            assertEquals(expected.row(node), rows.row(node), "the live row of a node");
        }
    }
}

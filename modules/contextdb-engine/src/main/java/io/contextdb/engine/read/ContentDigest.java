package io.contextdb.engine.read;

import io.contextdb.api.Edge;
import io.contextdb.api.Node;
import io.contextdb.api.Progress;
import io.contextdb.api.Value;
import io.contextdb.api.VectorIndexOptions;
import io.contextdb.api.spi.StorageView;
import io.contextdb.api.spi.VectorRows;
import io.contextdb.api.spi.VectorSpace;
import io.contextdb.memory.ByteEncoder;
import io.contextdb.memory.NativeMemory;
import io.contextdb.memory.ValueCodec;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;

/**
 * The SHA-256 of a state's content. It is taken over these bytes, whose numbers, strings and values have the forms of
 * {@link ByteEncoder} and {@link ValueCodec}; nothing in them depends on ordinals, numbers of names, files or the order
 * of writing:
 *
 * <pre>
 * spaces   by name:          u8 1; string name, type; unsigned dimension; string metric; unsigned count, {string, signed} by name
 * nodes    by unsigned id:   u8 2; u64 id; unsigned count, labels by name; properties;
 *                            unsigned count, vectors by name {string, unsigned dimension, f32 bits}
 * edges    by unsigned id:   u8 3; u64 id, from, to; string type; properties
 * end                        u8 0
 *
 * properties                 unsigned count, {string, value} by name
 * </pre>
 */
final class ContentDigest {
    private static final int FLUSH_BYTES = 1 << 16;
    private static final int ROWS_PER_REPORT = 1 << 12;

    private final StorageView view;
    private final Progress progress;
    private final MessageDigest digest;
    private final ByteEncoder out = new ByteEncoder();
    private final Map<String, VectorRows> rows = new HashMap<>();
    private long done;

    ContentDigest(StorageView view, Progress progress) {
        this.view = view;
        this.progress = progress;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every Java has SHA-256", impossible);
        }
    }

    /** Reads everything and returns the digest in hexadecimal digits. */
    String compute() {
        List<VectorSpace> spaces = view.spaces().stream()
                .sorted(Comparator.comparing(VectorSpace::name))
                .toList();
        spaces.forEach(this::space);
        long nodes = view.nodeCount();
        IdOrder.nodes(view).forEach(node -> {
            node(EntityReader.node(view, node), node);
            return report("digesting nodes", nodes);
        });
        done = 0;
        long edges = view.edgeCount();
        IdOrder.edges(view).forEach(edge -> {
            edge(EntityReader.edge(view, edge));
            return report("digesting edges", edges);
        });
        out.putByte(0);
        digest.update(out.array(), 0, out.size());
        return HexFormat.of().formatHex(digest.digest());
    }

    private boolean report(String phase, long total) {
        if (out.size() >= FLUSH_BYTES) {
            digest.update(out.array(), 0, out.size());
            out.clear();
        }
        if (++done % ROWS_PER_REPORT == 0 || done == total) {
            progress.update(phase, done, total);
        }
        return true;
    }

    private void space(VectorSpace space) {
        rows.put(space.name(), view.rows(space.number()));
        VectorIndexOptions options = space.options();
        out.putByte(1);
        out.putString(space.name());
        out.putString(options.type());
        out.putUnsigned(options.dimension());
        out.putString(options.metric().name());
        out.putUnsigned(options.parameters().size());
        options.parameters().forEach((name, value) -> {
            out.putString(name);
            out.putSigned(value);
        });
    }

    private void node(Node node, int ordinal) {
        out.putByte(2);
        out.putLong(node.id());
        out.putUnsigned(node.labels().size());
        node.labels().forEach(out::putString);
        properties(node.properties());
        out.putUnsigned(node.vectorNames().size());
        for (String name : node.vectorNames()) {
            VectorRows vectors = Objects.requireNonNull(rows.get(name));
            long address = vectors.address(vectors.row(ordinal));
            out.putString(name);
            out.putUnsigned(vectors.dimension());
            for (int i = 0; i < vectors.dimension(); i++) {
                out.putFloat(NativeMemory.getFloat(address + (long) i * Float.BYTES));
            }
        }
    }

    private void edge(Edge edge) {
        out.putByte(3);
        out.putLong(edge.id());
        out.putLong(edge.from());
        out.putLong(edge.to());
        out.putString(edge.type());
        properties(edge.properties());
    }

    private void properties(SortedMap<String, Value> properties) {
        out.putUnsigned(properties.size());
        properties.forEach((key, value) -> {
            out.putString(key);
            ValueCodec.encode(value, out);
        });
    }
}

package io.contextdb.transfer;

import io.contextdb.api.BulkLoader;
import io.contextdb.api.BulkReport;
import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.Progress;
import io.contextdb.api.VectorIndexOptions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** A bulk load that keeps what it is given, in memory, and refuses what the engine would refuse. */
public final class RecordingLoader implements BulkLoader {
    /** Nodes by id, as labels and properties. */
    public final Map<Long, String> nodes = new LinkedHashMap<>();

    /** Edges in their order, as {@code from-TYPE->to} and properties. */
    public final List<String> edges = new ArrayList<>();

    /** Vectors by {@code name/id}. */
    public final Map<String, float[]> vectors = new LinkedHashMap<>();

    /** Declared vector spaces. */
    public final Map<String, VectorIndexOptions> indexes = new HashMap<>();

    private final List<String> types = new ArrayList<>();
    private long highest;

    @Override
    public void node(long id, Collection<String> labels, Map<String, ?> properties) {
        if (nodes.containsKey(id)) {
            throw new ContextDbException(ErrorCode.NODE_EXISTS, "node " + id + " exists");
        }
        Map<String, Object> shown = new TreeMap<>(properties);
        properties.forEach((key, value) -> {
            if (value instanceof io.contextdb.api.Value.VectorValue vector) {
                vector(vectorKey(key, id), vector.value());
                shown.remove(key);
            } else if (value instanceof io.contextdb.api.Value plain) {
                shown.put(key, plain.toJava());
            }
        });
        nodes.put(id, new TreeSet<>(labels) + " " + shown);
        highest = Math.max(highest, id);
    }

    @Override
    public long node(Collection<String> labels, Map<String, ?> properties) {
        node(highest + 1, labels, properties);
        return highest;
    }

    @Override
    public int edgeType(String type) {
        if (!types.contains(type)) {
            types.add(type);
        }
        return types.indexOf(type);
    }

    @Override
    public void edge(long from, long to, int edgeType) {
        edge(from, to, edgeType, Map.of());
    }

    @Override
    public void edge(long from, long to, int edgeType, Map<String, ?> properties) {
        for (long end : new long[] {from, to}) {
            if (!nodes.containsKey(end)) {
                throw new ContextDbException(ErrorCode.NODE_NOT_FOUND, "no node " + Long.toUnsignedString(end));
            }
        }
        String shown = properties.isEmpty() ? "" : " " + new TreeMap<>(properties);
        edges.add(Long.toUnsignedString(from) + "-" + types.get(edgeType) + "->" + Long.toUnsignedString(to) + shown);
    }

    @Override
    public void edge(long id, long from, long to, int edgeType, Map<String, ?> properties) {
        edge(from, to, edgeType, properties);
        edges.add(Long.toUnsignedString(id) + ": " + edges.removeLast());
    }

    @Override
    public void vectorIndex(String name, VectorIndexOptions options) {
        indexes.put(name, options);
    }

    @Override
    public void vector(long id, String name, float[] vector) {
        if (!nodes.containsKey(id)) {
            throw new ContextDbException(ErrorCode.NODE_NOT_FOUND, "no node " + Long.toUnsignedString(id));
        }
        vector(vectorKey(name, id), vector);
    }

    @Override
    public BulkReport commit(Progress progress) {
        throw new AssertionError("an importer leaves the commit to its caller");
    }

    @Override
    public void close() {
        throw new AssertionError("an importer leaves closing to its caller");
    }

    private void vector(String key, float[] vector) {
        for (float component : vector) {
            if (!Float.isFinite(component)) {
                throw new ContextDbException(ErrorCode.VECTOR_NOT_FINITE, "component " + component);
            }
        }
        String space = key.substring(0, key.indexOf('/'));
        vectors.forEach((other, known) -> {
            if (other.startsWith(space + "/") && known.length != vector.length) {
                throw new ContextDbException(
                        ErrorCode.DIMENSION_MISMATCH, "dimension " + vector.length + "; it must be " + known.length);
            }
        });
        vectors.put(key, vector.clone());
    }

    private static String vectorKey(String name, long id) {
        return name + "/" + Long.toUnsignedString(id);
    }
}

package io.contextdb.transfer.json;

import io.contextdb.api.Value;
import io.contextdb.api.Value.VectorValue;
import io.contextdb.transfer.ImportOptions;
import io.contextdb.transfer.input.RowProblem;
import io.contextdb.transfer.input.RowSource;
import io.contextdb.transfer.load.Target;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Nodes, edges and vectors from objects of JSON, in the order of the file:
 *
 * <pre>{@code
 * {"type": "node", "id": 1, "labels": ["User"], "properties": {"name": "Ann"}, "vectors": {"embedding": [0.6, 0.8]}}
 * {"type": "edge", "id": 7, "from": 1, "to": 2, "kind": "OWNS", "properties": {"since": 2020}}
 * {"type": "vector", "id": 1, "name": "embedding", "values": [0.6, 0.8]}
 * }</pre>
 *
 * <p>An object with {@code from} and {@code to} is an edge, one with {@code values} a vector, any other a node, so
 * {@code type} may be left out; on an edge it may then be the edge's type. Ids of nodes that are strings are texts that
 * stand for nodes of the same import; those of edges count only where {@link ImportOptions#keepEdgeIds} says so. A
 * member that has no meaning here is a problem of its row, because leaving it out would lose what somebody meant to
 * import.
 */
public abstract sealed class JsonRows implements RowSource permits JsonLineRows, JsonArrayRows {
    private static final String TEXT_ID_PROPERTY = "id";
    private static final List<String> NODE_MEMBERS = List.of("id", "labels", "properties", "vectors", "type");
    private static final List<String> EDGE_MEMBERS = List.of("id", "from", "to", "kind", "properties", "type");
    private static final List<String> VECTOR_MEMBERS = List.of("id", "name", "values", "type");

    private final Target target;
    private final ImportOptions options;

    JsonRows(Target target, ImportOptions options) {
        this.target = target;
        this.options = options;
    }

    /** The present object. */
    abstract Map<String, Object> row();

    @Override
    public final void load() {
        Map<String, Object> row = row();
        if (row.containsKey("from") || row.containsKey("to") || "edge".equals(row.get("type"))) {
            loadEdge(row);
        } else if (row.containsKey("values") || "vector".equals(row.get("type"))) {
            loadVector(row);
        } else {
            loadNode(row);
        }
    }

    private void loadNode(Map<String, Object> row) {
        requireMembers(row, "node", NODE_MEMBERS);
        requireType(row, "node");
        Set<String> labels = new LinkedHashSet<>(options.labels());
        for (Object label : members(row, "labels", List.class, List.of())) {
            labels.add(label.toString());
        }
        Map<String, Value> properties =
                new HashMap<>(TypedJson.values(members(row, "properties", Map.class, Map.of())));
        for (Object entry : members(row, "vectors", Map.class, Map.of()).entrySet()) {
            Map.Entry<?, ?> vector = (Map.Entry<?, ?>) entry;
            String name = vector.getKey().toString();
            properties.put(name, new VectorValue(TypedJson.vector(vector.getValue(), name)));
        }
        Object id = row.get("id");
        if (id instanceof String text) {
            target.node(target.space(""), text, TEXT_ID_PROPERTY, labels, properties);
        } else {
            target.node(number(id, "id"), labels, properties);
        }
    }

    private void loadEdge(Map<String, Object> row) {
        requireMembers(row, "edge", EDGE_MEMBERS);
        long from = node(row.get("from"), "from");
        long to = node(row.get("to"), "to");
        Object kind = row.get("kind");
        if (kind != null) {
            requireType(row, "edge");
        } else if (!"edge".equals(row.get("type"))) {
            kind = row.get("type");
        }
        int type = target.loader().edgeType(kind == null ? options.edgeType() : kind.toString());
        Map<String, Value> properties = TypedJson.values(members(row, "properties", Map.class, Map.of()));
        if (options.keepEdgeIds()) {
            target.loader().edge(number(row.get("id"), "id"), from, to, type, properties);
        } else {
            target.loader().edge(from, to, type, properties);
        }
    }

    private void loadVector(Map<String, Object> row) {
        requireMembers(row, "vector", VECTOR_MEMBERS);
        requireType(row, "vector");
        String name = row.getOrDefault("name", options.vectors().name()).toString();
        Object values = row.getOrDefault("values", List.of());
        target.vector(node(row.get("id"), "id"), name, TypedJson.vector(values, name));
    }

    private static void requireMembers(Map<String, Object> row, String what, List<String> members) {
        for (String member : row.keySet()) {
            if (!members.contains(member)) {
                throw new RowProblem("\"" + member + "\" has no meaning in an object of type " + what
                        + "; its members are "
                        + String.join(", ", members)
                        + (members.contains("properties") ? ", and what else there is stands in properties" : ""));
            }
        }
    }

    private static void requireType(Map<String, Object> row, String expected) {
        Object type = row.getOrDefault("type", expected);
        if (!expected.equals(type)) {
            throw new RowProblem("\"type\" is '" + type + "', and the other members are those of type " + expected);
        }
    }

    private long node(@Nullable Object id, String key) {
        return id instanceof String text ? target.space("").node(text) : number(id, key);
    }

    private static long number(@Nullable Object id, String key) {
        return switch (id) {
            case Long value when value >= 0 -> value;
            case BigInteger value when value.signum() > 0 && value.bitLength() <= Long.SIZE -> value.longValue();
            case null -> throw new RowProblem("no \"" + key + "\"");
            default ->
                throw new RowProblem("\"" + key + "\" is " + id + "; it must be an unsigned 64-bit number or a text");
        };
    }

    private static <T> T members(Map<String, Object> row, String key, Class<T> type, T fallback) {
        Object value = row.get(key);
        if (value == null) {
            return fallback;
        }
        if (!type.isInstance(value)) {
            throw new RowProblem("\"" + key + "\" is no JSON " + (type == List.class ? "array" : "object"));
        }
        return type.cast(value);
    }
}

package io.contextdb.transfer.export;

import io.contextdb.api.Edge;
import io.contextdb.api.Node;
import io.contextdb.api.Value;
import io.contextdb.transfer.export.RowFiles.Frame;
import io.contextdb.transfer.json.TypedJsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;

/**
 * Nodes and edges as CSV with Neo4j-admin headers, the header in front of each file:
 *
 * <pre>
 * id:ID,:LABEL,born:date,name:string
 * 1,Admin;User,1984-02-29,Ann
 *
 * :EDGE_ID,:START_ID,:END_ID,:TYPE,since:long
 * 7,1,2,OWNS,2020
 * </pre>
 *
 * <p>A missing value is an empty field, an empty string or array a quoted one. {@code :JSON} is there when some row
 * needs it, for what the other columns cannot say: an object with {@code labels} or {@code type}, which then stand
 * there alone, and {@code properties} besides those of columns.
 */
final class CsvEncoder implements RowEncoder {
    private static final byte[] LINE_END = {'\n'};

    private final CsvColumns nodes;
    private final CsvColumns edges;

    CsvEncoder(CsvColumns nodes, CsvColumns edges) {
        this.nodes = nodes;
        this.edges = edges;
    }

    @Override
    public Frame nodeFrame() {
        return frame("id:ID,:LABEL", nodes);
    }

    @Override
    public Frame edgeFrame() {
        return frame(":EDGE_ID,:START_ID,:END_ID,:TYPE", edges);
    }

    private static Frame frame(String first, CsvColumns columns) {
        StringBuilder header = new StringBuilder(first);
        columns.types()
                .forEach((name, type) ->
                        header.append(',').append(name).append(':').append(type.name()));
        header.append(columns.json() ? ",:JSON\n" : "\n");
        return new Frame(header.toString().getBytes(StandardCharsets.UTF_8), new byte[0], new byte[0]);
    }

    /** Whether labels can stand in their column. */
    static boolean fit(Collection<String> labels) {
        return labels.stream().allMatch(label -> fit(label) && label.indexOf(ColumnType.ARRAY_DELIMITER) < 0);
    }

    /** Whether an edge's type can stand in its column, around which readers ignore blanks. */
    static boolean fit(String type) {
        return !type.isBlank() && type.equals(type.strip());
    }

    @Override
    public void node(Node node, SortedMap<String, float[]> vectors, RowBytes row) {
        row.add(Long.toUnsignedString(node.id()));
        boolean plainLabels = fit(node.labels());
        row.write(',');
        if (plainLabels) {
            field(String.join(String.valueOf(ColumnType.ARRAY_DELIMITER), node.labels()), false, row);
        }
        SortedMap<String, Value> rest = properties(node.properties(), nodes, row);
        if (nodes.json()) {
            json(plainLabels && rest.isEmpty(), row, out -> {
                if (!plainLabels) {
                    out.writeArrayPropertyStart("labels");
                    node.labels().forEach(out::writeString);
                    out.writeEndArray();
                }
                members(rest, out);
            });
        }
        row.writeBytes(LINE_END);
    }

    @Override
    public void edge(Edge edge, RowBytes row) {
        row.add(Long.toUnsignedString(edge.id()));
        row.write(',');
        row.add(Long.toUnsignedString(edge.from()));
        row.write(',');
        row.add(Long.toUnsignedString(edge.to()));
        row.write(',');
        boolean plainType = fit(edge.type());
        if (plainType) {
            field(edge.type(), false, row);
        }
        SortedMap<String, Value> rest = properties(edge.properties(), edges, row);
        if (edges.json()) {
            json(plainType && rest.isEmpty(), row, out -> {
                if (!plainType) {
                    out.writeStringProperty("type", edge.type());
                }
                members(rest, out);
            });
        }
        row.writeBytes(LINE_END);
    }

    /** Writes the columns of properties and returns those that have none. */
    private static SortedMap<String, Value> properties(
            Map<String, Value> properties, CsvColumns columns, RowBytes row) {
        SortedMap<String, Value> rest = new TreeMap<>(properties);
        columns.types().forEach((name, type) -> {
            row.write(',');
            Value value = rest.get(name);
            if (value != null && type.canSay(value)) {
                field(type.text(value), true, row);
                rest.remove(name);
            }
        });
        return rest;
    }

    private static void json(boolean nothing, RowBytes row, Consumer<JsonGenerator> members) {
        row.write(',');
        if (!nothing) {
            RowBytes object = new RowBytes();
            JsonEncoder.object(object, members);
            field(object.toString(StandardCharsets.UTF_8), true, row);
        }
    }

    private static void members(SortedMap<String, Value> properties, JsonGenerator out) {
        out.writeObjectPropertyStart("properties");
        TypedJsonWriter.members(properties, out);
        out.writeEndObject();
    }

    /** A field; an empty one is quoted when it is a value. */
    private static void field(String text, boolean value, RowBytes row) {
        boolean quoted = text.isEmpty() ? value : text.chars().anyMatch(CsvEncoder::needsQuotes);
        row.add(quoted ? '"' + text.replace("\"", "\"\"") + '"' : text);
    }

    private static boolean needsQuotes(int character) {
        return character == ',' || character == '"' || character == '\n' || character == '\r';
    }
}

package io.contextdb.transfer.export;

import io.contextdb.api.Edge;
import io.contextdb.api.Node;
import io.contextdb.transfer.export.RowFiles.Frame;
import io.contextdb.transfer.json.JsonForm;
import io.contextdb.transfer.json.TypedJsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/**
 * Nodes and edges as JSON objects, as elements of one array or one on each line:
 *
 * <pre>{@code
 * {"id":1,"labels":["User"],"properties":{"name":"Ann"},"vectors":{"embedding":[0.6,0.8]}}
 * {"id":7,"from":1,"to":2,"kind":"OWNS","properties":{"since":2020}}
 * }</pre>
 *
 * <p>Ids are numbers, unsigned and of up to 64 bits; readers that take every number for a float64 lose those above
 * 2^53. Values of types that JSON lacks are objects with {@code $type} and {@code _value}. {@code vectors} is left out
 * where vectors lie in files of their own.
 */
final class JsonEncoder implements RowEncoder {
    private static final Frame ARRAY = new Frame(bytes("[\n"), bytes(",\n"), bytes("\n]\n"));
    private static final Frame LINES = new Frame(bytes(""), bytes("\n"), bytes("\n"));

    private final Frame frame;
    private final boolean withVectors;

    private JsonEncoder(Frame frame, boolean withVectors) {
        this.frame = frame;
        this.withVectors = withVectors;
    }

    /** Elements of an array, without vectors. */
    static JsonEncoder array() {
        return new JsonEncoder(ARRAY, false);
    }

    /** Lines, with vectors. */
    static JsonEncoder lines() {
        return new JsonEncoder(LINES, true);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public Frame nodeFrame() {
        return frame;
    }

    @Override
    public Frame edgeFrame() {
        return frame;
    }

    @Override
    public void node(Node node, SortedMap<String, float[]> vectors, RowBytes row) {
        object(row, out -> {
            out.writeName("id");
            TypedJsonWriter.id(node.id(), out);
            out.writeArrayPropertyStart("labels");
            node.labels().forEach(out::writeString);
            out.writeEndArray();
            out.writeObjectPropertyStart("properties");
            TypedJsonWriter.members(node.properties(), out);
            out.writeEndObject();
            if (withVectors) {
                out.writeObjectPropertyStart("vectors");
                vectors.forEach((name, vector) -> {
                    out.writeName(name);
                    TypedJsonWriter.vector(vector, out);
                });
                out.writeEndObject();
            }
        });
    }

    @Override
    public void edge(Edge edge, RowBytes row) {
        object(row, out -> {
            out.writeName("id");
            TypedJsonWriter.id(edge.id(), out);
            out.writeName("from");
            TypedJsonWriter.id(edge.from(), out);
            out.writeName("to");
            TypedJsonWriter.id(edge.to(), out);
            out.writeStringProperty("kind", edge.type());
            out.writeObjectPropertyStart("properties");
            TypedJsonWriter.members(edge.properties(), out);
            out.writeEndObject();
        });
    }

    /** Appends one object. */
    static void object(RowBytes row, Consumer<JsonGenerator> members) {
        try (JsonGenerator out = JsonForm.FACTORY.createGenerator(ObjectWriteContext.empty(), row)) {
            out.writeStartObject();
            members.accept(out);
            out.writeEndObject();
        }
    }
}

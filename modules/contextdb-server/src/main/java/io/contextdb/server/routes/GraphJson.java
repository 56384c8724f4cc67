package io.contextdb.server.routes;

import io.contextdb.api.Edge;
import io.contextdb.api.Node;
import io.contextdb.api.SearchHits;
import io.contextdb.api.Value;
import io.contextdb.transfer.ValueJson;
import java.util.Collection;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/** What a database answers, as JSON. */
final class GraphJson {
    private GraphJson() {}

    static void node(Node node, ValueJson.Form form, JsonGenerator out) {
        out.writeStartObject();
        id("id", node.id(), out);
        texts("labels", node.labels(), out);
        properties(node.properties(), form, out);
        texts("vectors", node.vectorNames(), out);
        out.writeEndObject();
    }

    static void edge(Edge edge, ValueJson.Form form, JsonGenerator out) {
        out.writeStartObject();
        id("id", edge.id(), out);
        id("from", edge.from(), out);
        id("to", edge.to(), out);
        out.writeStringProperty("type", edge.type());
        properties(edge.properties(), form, out);
        out.writeEndObject();
    }

    static void hits(SearchHits hits, JsonGenerator out) {
        out.writeArrayPropertyStart("results");
        for (int i = 0; i < hits.size(); i++) {
            out.writeStartObject();
            id("id", hits.id(i), out);
            out.writeNumberProperty("similarity", hits.similarity(i));
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    static void id(String name, long id, JsonGenerator out) {
        out.writeName(name);
        ValueJson.writeId(id, out);
    }

    static void ids(String name, long[] ids, JsonGenerator out) {
        out.writeArrayPropertyStart(name);
        for (long id : ids) {
            ValueJson.writeId(id, out);
        }
        out.writeEndArray();
    }

    private static void texts(String name, Collection<String> texts, JsonGenerator out) {
        out.writeArrayPropertyStart(name);
        texts.forEach(out::writeString);
        out.writeEndArray();
    }

    private static void properties(Map<String, Value> properties, ValueJson.Form form, JsonGenerator out) {
        out.writeObjectPropertyStart("properties");
        properties.forEach((key, value) -> {
            out.writeName(key);
            ValueJson.write(value, form, out);
        });
        out.writeEndObject();
    }
}

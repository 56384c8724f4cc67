package io.contextdb.cli.command;

import io.contextdb.api.GraphReader;
import io.contextdb.api.Node;
import io.contextdb.cli.output.Results;
import io.contextdb.cli.output.UnsignedId;
import java.util.LinkedHashMap;
import java.util.Map;

/** Nodes as objects to print. */
final class NodeObjects {
    private NodeObjects() {}

    /** Puts id, labels and properties of a node behind what is in {@code object} already. */
    static Map<String, Object> put(Map<String, Object> object, GraphReader reader, long id) {
        object.put("id", new UnsignedId(id));
        reader.findNode(id).ifPresent(node -> put(object, node));
        return object;
    }

    /** A node alone. */
    static Map<String, Object> of(Node node) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("id", new UnsignedId(node.id()));
        put(object, node);
        return object;
    }

    private static void put(Map<String, Object> object, Node node) {
        object.put("labels", node.labels());
        object.put(Results.PROPERTIES, node.properties());
    }
}

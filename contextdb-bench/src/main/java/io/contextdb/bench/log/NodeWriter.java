package io.contextdb.bench.log;

import io.contextdb.api.ContextDB;
import io.contextdb.api.Database;
import io.contextdb.api.DatabaseOptions;
import io.contextdb.api.DatabaseOptions.Durability;
import io.contextdb.api.Node;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Inserts nodes with ascending ids and one property through a whole database: checked, logged, applied and visible to
 * readers.
 */
final class NodeWriter implements AutoCloseable {
    private static final String KEY = "value";

    private final Database database;
    private long next = 1;

    /** A new database in a directory. */
    NodeWriter(Path directory, Durability durability) {
        database = ContextDB.open(directory, DatabaseOptions.defaults().durability(durability));
    }

    /** Inserts one node with a value. */
    void put(byte[] value) {
        database.insertNode(next++, List.of(), Map.of(KEY, value));
    }

    /** Inserts a node with each value, all or none. */
    void put(byte[][] values) {
        List<Node> nodes = new ArrayList<>(values.length);
        for (byte[] value : values) {
            nodes.add(Node.of(next++, Set.of(), Map.of(KEY, value)));
        }
        database.insertNodes(nodes);
    }

    @Override
    public void close() {
        database.close();
    }
}

package io.contextdb.engine.model;

import io.contextdb.api.Value;
import java.util.SortedMap;

/** An edge of the model. */
record ModelEdge(long from, long to, String type, SortedMap<String, Value> properties) {
    boolean touches(long node) {
        return from == node || to == node;
    }
}

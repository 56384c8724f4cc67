package io.contextdb.engine.write;

import io.contextdb.api.spi.StorageView;
import io.contextdb.api.spi.TokenKind;
import io.contextdb.engine.write.NodeChange.Arrival;
import java.util.List;
import java.util.function.IntPredicate;

/** How many labels and properties nodes and edges have after a change, for the limits: what they had counts too. */
record EntitySizes(StorageView base) {
    /** The labels of a node after its change. */
    int labels(NodeChange change) {
        if (change.arrival() != Arrival.NONE) {
            return change.labels().size();
        }
        int node = base.node(change.id());
        IntPredicate present = label -> base.hasLabel(node, label);
        return base.labels(node).length
                + change.labels().size()
                - count(TokenKind.LABEL, change.labels(), present)
                - count(TokenKind.LABEL, change.labelsRemoved(), present);
    }

    /** The properties of a node after its change, vectors left out. */
    int properties(NodeChange change) {
        if (change.arrival() != Arrival.NONE || change.properties().size() == 0) {
            return change.properties().size();
        }
        int node = base.node(change.id());
        int[] before = {0};
        base.nodeProperties(node, (key, value) -> before[0]++);
        return after(
                before[0],
                change.properties(),
                change.propertiesRemoved(),
                key -> base.nodeProperty(node, key) != null);
    }

    /** The properties of an edge after its change. */
    int properties(EdgeChange change) {
        return switch (change) {
            case EdgeChange.Insert insert -> insert.properties().size();
            case EdgeChange.Update(long id, PropertyList properties, List<String> removed) -> {
                int edge = base.edge(id);
                int[] before = {0};
                base.edgeProperties(edge, (key, value) -> before[0]++);
                yield after(before[0], properties, removed, key -> base.edgeProperty(edge, key) != null);
            }
            case EdgeChange.Delete _ -> 0;
            case EdgeChange.Void _ -> 0;
        };
    }

    private int after(int before, PropertyList set, List<String> removed, IntPredicate present) {
        int replaced = 0;
        for (int i = 0; i < set.size(); i++) {
            replaced += count(TokenKind.PROPERTY_KEY, List.of(set.name(i)), present);
        }
        return before + set.size() - replaced - count(TokenKind.PROPERTY_KEY, removed, present);
    }

    private int count(TokenKind kind, List<String> names, IntPredicate present) {
        return (int) names.stream()
                .mapToInt(name -> base.token(kind, name))
                .filter(token -> token >= 0 && present.test(token))
                .count();
    }
}

package io.contextdb.transfer.load;

import io.contextdb.api.BulkLoader;
import io.contextdb.api.Value;
import io.contextdb.api.Value.VectorValue;
import io.contextdb.transfer.IdKind;
import io.contextdb.transfer.ImportOptions;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The bulk load with what all files of an import share: ID spaces, and vector spaces that are declared before their first vector. */
public final class Target {
    private final BulkLoader loader;
    private final ImportOptions options;
    private final boolean severalGroups;
    private final Map<String, IdSpace> spaces = new HashMap<>();
    private final Set<String> declared = new HashSet<>();

    /** A target for one import, which names several ID groups or only one. */
    public Target(BulkLoader loader, ImportOptions options, boolean severalGroups) {
        this.loader = loader;
        this.options = options;
        this.severalGroups = severalGroups;
    }

    /** The loader, for rows that need nothing else. */
    public BulkLoader loader() {
        return loader;
    }

    /** The ID space of this group. */
    public IdSpace space(String group) {
        return spaces.computeIfAbsent(group, name -> {
            // The same number may mean a person in one group and a film in another.
            boolean mapped = options.ids() == IdKind.AUTO && severalGroups && !name.isEmpty();
            return new IdSpace(name, mapped ? IdKind.TEXT : options.ids());
        });
    }

    /** Adds a node under this id. */
    public void node(long id, Collection<String> labels, Map<String, Value> properties) {
        declareVectors(properties);
        loader.node(id, labels, properties);
    }

    /** Adds a node whose id is a text, which becomes the property {@code key}. */
    public void node(IdSpace space, String text, String key, Collection<String> labels, Map<String, Value> properties) {
        space.checkFree(text);
        declareVectors(properties);
        Map<String, Value> all = new HashMap<>(properties);
        all.putIfAbsent(key, new Value.StringValue(text));
        space.assign(text, loader.node(labels, all));
    }

    /** Adds a vector. */
    public void vector(long id, String name, float[] vector) {
        declare(name);
        loader.vector(id, name, vector);
    }

    private void declareVectors(Map<String, Value> properties) {
        properties.forEach((name, value) -> {
            if (value instanceof VectorValue) {
                declare(name);
            }
        });
    }

    private void declare(String name) {
        if (declared.add(name) && name.equals(options.vectors().name())) {
            options.vectors().index().ifPresent(index -> loader.vectorIndex(name, index));
        }
    }
}

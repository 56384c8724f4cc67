package io.contextdb.transfer.load;

import io.contextdb.api.BulkLoader;
import io.contextdb.api.Value;
import io.contextdb.api.Value.FloatValue;
import io.contextdb.api.Value.IntegerValue;
import io.contextdb.api.Value.ListValue;
import io.contextdb.api.Value.VectorValue;
import io.contextdb.transfer.IdKind;
import io.contextdb.transfer.ImportOptions;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The bulk load with what all files of an import share: ID spaces, and vector spaces that are declared before their
 * first vector.
 */
public final class Target {
    private final BulkLoader loader;
    private final ImportOptions options;
    private final boolean severalGroups;
    private final boolean exact;
    private final Map<String, IdSpace> spaces = new HashMap<>();
    private final Set<String> declared = new HashSet<>();

    /**
     * A target for one import.
     *
     * @param severalGroups whether its files name several ID groups
     * @param exact whether a list of numbers is a list, whatever its name
     */
    public Target(BulkLoader loader, ImportOptions options, boolean severalGroups, boolean exact) {
        this.loader = loader;
        this.options = options;
        this.severalGroups = severalGroups;
        this.exact = exact;
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
        loader.node(id, labels, withVectors(properties));
    }

    /** Adds a node whose id is a text, which becomes the property {@code key}. */
    public void node(IdSpace space, String text, String key, Collection<String> labels, Map<String, Value> properties) {
        space.checkFree(text);
        Map<String, Value> all = new HashMap<>(withVectors(properties));
        all.putIfAbsent(key, new Value.StringValue(text));
        space.assign(text, loader.node(labels, all));
    }

    /** Adds a vector. */
    public void vector(long id, String name, float[] vector) {
        declare(name);
        loader.vector(id, name, vector);
    }

    /**
     * The properties with their vectors declared. A list of numbers under the name of the import's vector space is a
     * vector: CSV headers and JSON have no other word for one that they share with other databases.
     */
    private Map<String, Value> withVectors(Map<String, Value> properties) {
        Map<String, Value> result = properties;
        String name = options.vectors().name();
        if (!exact && properties.get(name) instanceof ListValue list && isVector(list)) {
            result = new HashMap<>(properties);
            result.put(name, vector(list));
        }
        result.forEach((key, value) -> {
            if (value instanceof VectorValue) {
                declare(key);
            }
        });
        return result;
    }

    private static boolean isVector(ListValue list) {
        return !list.values().isEmpty()
                && list.values().stream()
                        .allMatch(element -> element instanceof FloatValue || element instanceof IntegerValue);
    }

    private static VectorValue vector(ListValue list) {
        float[] components = new float[list.values().size()];
        for (int i = 0; i < components.length; i++) {
            components[i] = list.values().get(i) instanceof FloatValue number
                    ? (float) number.value()
                    : ((IntegerValue) list.values().get(i)).value();
        }
        return new VectorValue(components);
    }

    private void declare(String name) {
        if (declared.add(name) && name.equals(options.vectors().name())) {
            options.vectors().index().ifPresent(index -> loader.vectorIndex(name, index));
        }
    }
}

package io.contextdb.storage.mmap.snapshot;

import io.contextdb.api.EdgeTypes;
import io.contextdb.api.spi.TokenKind;
import io.contextdb.api.spi.VectorSpace;
import java.util.List;

/**
 * The names of a database, each list by token number, and its vector spaces.
 *
 * @param spaces by ascending number
 * @param spaceNumberNext the number the next vector space gets
 */
public record Schema(
        List<String> labels,
        List<String> edgeTypes,
        List<String> propertyKeys,
        List<VectorSpace> spaces,
        int spaceNumberNext) {
    /** Copies the lists. */
    public Schema {
        labels = List.copyOf(labels);
        edgeTypes = List.copyOf(edgeTypes);
        propertyKeys = List.copyOf(propertyKeys);
        spaces = List.copyOf(spaces);
    }

    /** The schema of a new database. */
    public static Schema initial() {
        return new Schema(List.of(), EdgeTypes.PREDECLARED, List.of(), List.of(), 0);
    }

    /** The names of a kind. */
    public List<String> names(TokenKind kind) {
        return switch (kind) {
            case LABEL -> labels;
            case EDGE_TYPE -> edgeTypes;
            case PROPERTY_KEY -> propertyKeys;
        };
    }
}

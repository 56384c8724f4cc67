package io.contextdb.storage.mmap.delta;

import io.contextdb.api.spi.TokenKind;
import io.contextdb.api.spi.VectorSpace;
import io.contextdb.storage.mmap.base.Base;
import io.contextdb.storage.mmap.base.BaseRows;
import io.contextdb.storage.mmap.base.BaseSpace;
import io.contextdb.storage.mmap.snapshot.Schema;
import org.jspecify.annotations.Nullable;

/** A base and all that holds the changes made since. {@link DeltaWriter} changes it, {@link MappedView}s read it. */
public final class Delta {
    private final DeltaMemory memory;
    private final Base base;
    private final DeltaNodes nodes;
    private final DeltaEdges edges;
    private final EdgeLists lists;
    private final LabelChains labels;
    private final PropertyChains properties;
    private final TokenTable labelNames;
    private final TokenTable edgeTypeNames;
    private final TokenTable propertyKeyNames;

    /** An empty delta over a base. */
    public Delta(DeltaMemory memory, Base base) {
        this.memory = memory;
        this.base = base;
        this.nodes = new DeltaNodes(memory, base.nodeLimit());
        this.edges = new DeltaEdges(memory, base.edgeLimit());
        this.lists = new EdgeLists(memory);
        this.labels = new LabelChains(memory);
        this.properties = new PropertyChains(memory);
        Schema schema = base.metadata().schema();
        this.labelNames = new TokenTable(schema.labels());
        this.edgeTypeNames = new TokenTable(schema.edgeTypes());
        this.propertyKeyNames = new TokenTable(schema.propertyKeys());
    }

    /** What the changes were made to. */
    public Base base() {
        return base;
    }

    DeltaNodes nodes() {
        return nodes;
    }

    DeltaEdges edges() {
        return edges;
    }

    EdgeLists lists() {
        return lists;
    }

    LabelChains labels() {
        return labels;
    }

    PropertyChains properties() {
        return properties;
    }

    TokenTable tokens(TokenKind kind) {
        return switch (kind) {
            case LABEL -> labelNames;
            case EDGE_TYPE -> edgeTypeNames;
            case PROPERTY_KEY -> propertyKeyNames;
        };
    }

    DeltaSpace space(VectorSpace space, @Nullable BaseRows rows) {
        return new DeltaSpace(memory, space, rows);
    }

    DeltaSpace space(BaseSpace space) {
        return space(space.space(), space.rows());
    }
}

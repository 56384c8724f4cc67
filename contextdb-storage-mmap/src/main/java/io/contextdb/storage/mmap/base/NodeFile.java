package io.contextdb.storage.mmap.base;

import io.contextdb.api.Value;
import io.contextdb.api.spi.PropertyVisitor;
import io.contextdb.storage.mmap.file.DataFile;
import io.contextdb.storage.mmap.file.Section;
import java.lang.foreign.Arena;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a file that {@link NodeFileWriter} wrote. Thread-safe. */
public final class NodeFile {
    private final DataFile file;
    private final int limit;
    private final IdColumn ids;
    private final Optional<Section> idTable;
    private final LabelReader labels;
    private final @Nullable PropertyReader properties;

    /** Reads an open file. */
    public NodeFile(DataFile file, Arena arena) {
        this.file = file;
        long description =
                file.section(NodeFileWriter.DESCRIPTION, 4, Long.BYTES).offset();
        this.limit = (int) file.getLong(description);
        boolean dense = file.getLong(description + Long.BYTES) != 0;
        this.ids = dense
                ? IdColumn.dense(file, file.getLong(description + 2 * Long.BYTES), limit)
                : IdColumn.listed(file, file.section(NodeFileWriter.IDS, limit, Long.BYTES), limit);
        this.idTable = dense ? Optional.empty() : Optional.of(file.section(NodeFileWriter.ID_TABLE));
        Section labelDirectory = file.section(NodeFileWriter.LABEL_DIRECTORY, RowBlocks.count(limit), Long.BYTES);
        this.labels = new LabelReader(file, labelDirectory, limit, arena);
        this.properties = file.has(NodeFileWriter.PROPERTY_DIRECTORY)
                ? new PropertyReader(file, file.section(NodeFileWriter.PROPERTY_DIRECTORY))
                : null;
    }

    /** Every ordinal is below. */
    public int limit() {
        return limit;
    }

    /** The id of a node. */
    public long id(int node) {
        return ids.get(node);
    }

    /** The ordinal of the node that had an id when the file was written, or -1; the caller checks whether it is live. */
    public int find(long id) {
        return idTable.isEmpty() ? ids.findDense(id) : IdTable.find(file, idTable.get(), ids.offset(), id);
    }

    /** Whether a node has a label. */
    public boolean hasLabel(int node, int label) {
        return labels.has(node, label);
    }

    /** A node's labels, ascending. */
    public int[] labels(int node) {
        return labels.labels(node);
    }

    /** Whether any node has properties. */
    public boolean hasProperties() {
        return properties != null;
    }

    /** A node's property, or null. */
    public @Nullable Value property(int node, int key) {
        return properties == null ? null : properties.get(node, key);
    }

    /** Shows a node's properties by ascending key. */
    public void properties(int node, PropertyVisitor visitor) {
        if (properties != null) {
            properties.visit(node, visitor);
        }
    }

    /** The mapped file. */
    public DataFile file() {
        return file;
    }
}

package io.contextdb.storage.mmap.base;

import io.contextdb.api.Value;
import io.contextdb.storage.mmap.file.DataFile;
import io.contextdb.storage.mmap.file.Section;
import io.contextdb.storage.mmap.snapshot.FileRole;
import java.lang.foreign.Arena;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the nodes of a snapshot: a file that {@link NodeFileWriter} wrote and, when it is a patch, the files below it.
 * A node's labels and properties are in the newest file that holds it, its id in the oldest. Thread-safe.
 */
public final class NodeFile {
    private final DataFile file;
    private final @Nullable NodeFile below;
    private final Level level;
    /** The rows that are new in this file begin with this node. */
    private final int first;

    private final IdColumn ids;
    private final Optional<Section> idTable;
    private final LabelReader labels;
    private final @Nullable PropertyReader properties;

    /** Reads an open file that is a base. */
    public NodeFile(DataFile file, Arena arena) {
        this(file, Description.of(file), FileRole.BASE, null, arena);
    }

    /** Reads an open file over those below it. */
    NodeFile(DataFile file, Description description, FileRole role, @Nullable NodeFile below, Arena arena) {
        this.file = file;
        this.below = below;
        int added = (int) description.number(0);
        this.level = Level.of(file, role, NodeFileWriter.REDIRECTS, below == null ? null : below.level, added);
        this.first = level.first();
        int rows = level.rows();
        boolean dense = description.number(1) != 0;
        this.ids = dense
                ? IdColumn.dense(description.number(2), added)
                : IdColumn.listed(file, file.section(NodeFileWriter.IDS, added, Long.BYTES), added);
        this.idTable = dense ? Optional.empty() : Optional.of(file.section(NodeFileWriter.ID_TABLE));
        Section labelDirectory = file.section(NodeFileWriter.LABEL_DIRECTORY, RowBlocks.count(rows), Long.BYTES);
        this.labels = new LabelReader(file, labelDirectory, rows, arena);
        this.properties = file.has(NodeFileWriter.PROPERTY_DIRECTORY)
                ? new PropertyReader(file, file.section(NodeFileWriter.PROPERTY_DIRECTORY))
                : null;
    }

    /** Every ordinal is below. */
    public int limit() {
        return level.limit();
    }

    /** Where the file is among those of its kind. */
    public Level level() {
        return level;
    }

    /** The file with a node's labels and properties. */
    private NodeFile holder(int node) {
        NodeFile holder = this;
        Redirects redirects = level.redirects();
        while (redirects != null && !redirects.holds(node)) {
            holder = Objects.requireNonNull(holder.below);
            redirects = holder.level.redirects();
        }
        return holder;
    }

    /** The id of a node. */
    public long id(int node) {
        NodeFile file = this;
        while (node < file.first) {
            file = Objects.requireNonNull(file.below);
        }
        return file.ids.get(node - file.first);
    }

    /** The ids of {@code nodes[from] .. nodes[to - 1]}, into {@code target} from its beginning on. */
    public void ids(int[] nodes, int from, int to, long[] target) {
        if (below == null) {
            ids.get(nodes, from, to, target);
            return;
        }
        for (int i = from; i < to; i++) {
            target[i - from] = id(nodes[i]);
        }
    }

    /**
     * The ordinal of the newest node that had an id when its file was written, or -1; the caller checks whether it is
     * live.
     */
    public int find(long id) {
        int node = -1;
        for (NodeFile file = this; file != null && node < 0; file = file.below) {
            node = file.findHere(id);
        }
        return node;
    }

    private int findHere(long id) {
        int place = idTable.isEmpty() ? ids.findDense(id) : IdTable.find(file, idTable.get(), ids.offset(), id);
        return place < 0 ? -1 : first + place;
    }

    /** Whether a node has a label. */
    public boolean hasLabel(int node, int label) {
        NodeFile holder = holder(node);
        return holder.labels.has(holder.level.row(node), label);
    }

    /** A node's labels, ascending. */
    public int[] labels(int node) {
        NodeFile holder = holder(node);
        return holder.labels.labels(holder.level.row(node));
    }

    /** Whether any node has properties. */
    public boolean hasProperties() {
        return properties != null || below != null && below.hasProperties();
    }

    /** A node's property, or null. */
    public @Nullable Value property(int node, int key) {
        NodeFile holder = holder(node);
        return holder.properties == null ? null : holder.properties.get(holder.level.row(node), key);
    }

    /** Shows a node's properties by ascending key. */
    public void properties(int node, PropertySink sink) {
        NodeFile holder = holder(node);
        if (holder.properties != null) {
            holder.properties.visit(holder.level.row(node), sink);
        }
    }

    /** The mapped file. */
    public DataFile file() {
        return file;
    }
}

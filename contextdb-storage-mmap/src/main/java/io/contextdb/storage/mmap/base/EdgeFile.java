package io.contextdb.storage.mmap.base;

import io.contextdb.api.Value;
import io.contextdb.memory.NativeMemory;
import io.contextdb.storage.mmap.file.DataFile;
import io.contextdb.storage.mmap.file.Section;
import io.contextdb.storage.mmap.snapshot.FileRole;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads the edges of a snapshot: a file that {@link EdgeFileWriter} wrote and, when it is a patch, the files below it.
 * Whether an edge is dead, and its properties, are in the newest file that holds it, the rest in the oldest.
 * Thread-safe.
 */
public final class EdgeFile {
    private final DataFile file;
    private final @Nullable EdgeFile below;
    private final Level level;
    /** The edges that are new in this file begin with this one. */
    private final int first;

    private final int count;
    private final IdColumn ids;
    private final long sources;
    private final long targets;
    /** Where the types are in the file, or -1 when all edges have {@link #singleType}. */
    private final long types;

    private final int singleType;
    private final @Nullable PropertyReader properties;
    /** Where the bits of dead rows are in the file, or -1 when none is dead. */
    private final long dead;

    private final @Nullable Section idTable;

    /** Reads an open file that is a base. */
    public EdgeFile(DataFile file) {
        this(file, Description.of(file), FileRole.BASE, null);
    }

    /** Reads an open file over those below it. */
    EdgeFile(DataFile file, Description description, FileRole role, @Nullable EdgeFile below) {
        this.file = file;
        this.below = below;
        this.count = (int) description.number(0);
        this.level = Level.of(file, role, EdgeFileWriter.REDIRECTS, below == null ? null : below.level, count);
        this.first = level.first();
        boolean dense = description.number(1) != 0;
        this.ids = dense
                ? IdColumn.dense(description.number(2), count)
                : IdColumn.listed(file, file.section(EdgeFileWriter.IDS, count, Long.BYTES), count);
        this.sources =
                file.section(EdgeFileWriter.SOURCES, count, Integer.BYTES).offset();
        this.targets =
                file.section(EdgeFileWriter.TARGETS, count, Integer.BYTES).offset();
        long type = description.number(3);
        this.singleType = (int) type;
        this.types = type == EdgeFileWriter.SEVERAL_TYPES
                ? file.section(EdgeFileWriter.TYPES, count, Integer.BYTES).offset()
                : -1;
        this.properties = file.has(EdgeFileWriter.PROPERTY_DIRECTORY)
                ? new PropertyReader(file, file.section(EdgeFileWriter.PROPERTY_DIRECTORY))
                : null;
        this.dead = file.has(EdgeFileWriter.DEAD)
                ? file.section(EdgeFileWriter.DEAD, (level.rows() + (long) Long.SIZE - 1) / Long.SIZE, Long.BYTES)
                        .offset()
                : -1;
        this.idTable = file.has(EdgeFileWriter.ID_TABLE) ? file.section(EdgeFileWriter.ID_TABLE) : null;
    }

    /** Where the file is among those of its kind. */
    public Level level() {
        return level;
    }

    /** The lowest of the files: the base. */
    public EdgeFile base() {
        EdgeFile base = this;
        while (base.below != null) {
            base = base.below;
        }
        return base;
    }

    /** How many edges have columns in this file. */
    public int count() {
        return count;
    }

    /** One above the highest ordinal. */
    public int limit() {
        return level.limit();
    }

    /** The file with an edge's ends, type and id. */
    private EdgeFile origin(int edge) {
        EdgeFile origin = this;
        while (edge < origin.first) {
            origin = Objects.requireNonNull(origin.below);
        }
        return origin;
    }

    /** The file that tells of an edge's properties and whether it is dead. */
    private EdgeFile holder(int edge) {
        EdgeFile holder = this;
        Redirects redirects = level.redirects();
        while (redirects != null && !redirects.holds(edge)) {
            holder = Objects.requireNonNull(holder.below);
            redirects = holder.level.redirects();
        }
        return holder;
    }

    /** Whether an edge is dead. */
    public boolean dead(int edge) {
        EdgeFile holder = holder(edge);
        if (holder.dead < 0) {
            return false;
        }
        int row = holder.level.row(edge);
        long offset = holder.dead + (row >>> 6) * (long) Long.BYTES;
        holder.file.touch(offset);
        return (NativeMemory.getLong(holder.file.address() + offset) & 1L << row) != 0;
    }

    /** The id of an edge. */
    public long id(int edge) {
        EdgeFile origin = origin(edge);
        return origin.ids.get(edge - origin.first);
    }

    /**
     * The ordinal of the newest edge that had an id when its file was written, or -1; the caller checks whether it is
     * live.
     */
    public int find(long id) {
        int edge = -1;
        for (EdgeFile file = this; file != null && edge < 0; file = file.below) {
            edge = file.findHere(id);
        }
        return edge;
    }

    private int findHere(long id) {
        int place = idTable == null ? ids.findAscending(id) : IdTable.find(file, idTable, ids.offset(), id);
        return place < 0 ? -1 : first + place;
    }

    /** The node an edge starts at. */
    public int source(int edge) {
        EdgeFile origin = origin(edge);
        return origin.number(origin.sources, edge - origin.first);
    }

    /** The node an edge ends at. */
    public int target(int edge) {
        EdgeFile origin = origin(edge);
        return origin.number(origin.targets, edge - origin.first);
    }

    /** The type of an edge. */
    public int type(int edge) {
        EdgeFile origin = origin(edge);
        return origin.types < 0 ? origin.singleType : origin.number(origin.types, edge - origin.first);
    }

    private int number(long column, int place) {
        long offset = column + (long) place * Integer.BYTES;
        file.touch(offset);
        return NativeMemory.getInt(file.address() + offset);
    }

    /** Copies the sources of edges of this file, a base, to an address. */
    public void copySources(int from, int edges, long address) {
        copy(sources, from, edges, address);
    }

    /** Copies the targets, likewise. */
    public void copyTargets(int from, int edges, long address) {
        copy(targets, from, edges, address);
    }

    /** Copies the types, likewise. */
    public void copyTypes(int from, int edges, long address) {
        if (types >= 0) {
            copy(types, from, edges, address);
        } else {
            for (int i = 0; i < edges; i++) {
                NativeMemory.putInt(address + (long) i * Integer.BYTES, singleType);
            }
        }
    }

    private void copy(long column, int from, int edges, long address) {
        assert first == 0 : first;
        long offset = column + (long) from * Integer.BYTES;
        file.touch(offset, (long) edges * Integer.BYTES);
        NativeMemory.copy(file.address() + offset, address, (long) edges * Integer.BYTES);
    }

    /** Whether edges of this file have different types. */
    public boolean severalTypes() {
        return types >= 0;
    }

    /** The type all edges of this file have, when they do. */
    public int singleType() {
        return singleType;
    }

    /** Whether any edge has properties. */
    public boolean hasProperties() {
        return properties != null || below != null && below.hasProperties();
    }

    /** An edge's property, or null. */
    public @Nullable Value property(int edge, int key) {
        EdgeFile holder = holder(edge);
        return holder.properties == null ? null : holder.properties.get(holder.level.row(edge), key);
    }

    /** Shows an edge's properties by ascending key. */
    public void properties(int edge, PropertySink sink) {
        EdgeFile holder = holder(edge);
        if (holder.properties != null) {
            holder.properties.visit(holder.level.row(edge), sink);
        }
    }

    /** The mapped file. */
    public DataFile file() {
        return file;
    }
}

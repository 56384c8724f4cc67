package io.contextdb.storage.mmap.base;

import io.contextdb.api.Value;
import io.contextdb.api.spi.PropertyVisitor;
import io.contextdb.memory.NativeMemory;
import io.contextdb.storage.mmap.file.DataFile;
import org.jspecify.annotations.Nullable;

/** Reads a file that {@link EdgeFileWriter} wrote. Thread-safe. */
public final class EdgeFile {
    private final DataFile file;
    private final int count;
    private final IdColumn ids;
    private final long sources;
    private final long targets;
    /** Where the types are in the file, or -1 when all edges have {@link #singleType}. */
    private final long types;

    private final int singleType;
    private final @Nullable PropertyReader properties;

    /** Reads an open file. */
    public EdgeFile(DataFile file) {
        this.file = file;
        long description =
                file.section(EdgeFileWriter.DESCRIPTION, 4, Long.BYTES).offset();
        this.count = (int) file.getLong(description);
        boolean dense = file.getLong(description + Long.BYTES) != 0;
        this.ids = dense
                ? IdColumn.dense(file, file.getLong(description + 2 * Long.BYTES), count)
                : IdColumn.listed(file, file.section(EdgeFileWriter.IDS, count, Long.BYTES), count);
        this.sources =
                file.section(EdgeFileWriter.SOURCES, count, Integer.BYTES).offset();
        this.targets =
                file.section(EdgeFileWriter.TARGETS, count, Integer.BYTES).offset();
        long type = file.getLong(description + 3 * Long.BYTES);
        this.singleType = (int) type;
        this.types = type == EdgeFileWriter.SEVERAL_TYPES
                ? file.section(EdgeFileWriter.TYPES, count, Integer.BYTES).offset()
                : -1;
        this.properties = file.has(EdgeFileWriter.PROPERTY_DIRECTORY)
                ? new PropertyReader(file, file.section(EdgeFileWriter.PROPERTY_DIRECTORY))
                : null;
    }

    /** How many edges there are; every ordinal is below. */
    public int count() {
        return count;
    }

    /** The id of an edge. */
    public long id(int edge) {
        return ids.get(edge);
    }

    /** The ordinal of the edge with an id, or -1. */
    public int find(long id) {
        return ids.findAscending(id);
    }

    /** The node an edge starts at. */
    public int source(int edge) {
        return number(sources, edge);
    }

    /** The node an edge ends at. */
    public int target(int edge) {
        return number(targets, edge);
    }

    /** The type of an edge. */
    public int type(int edge) {
        return types < 0 ? singleType : number(types, edge);
    }

    private int number(long column, int edge) {
        long offset = column + (long) edge * Integer.BYTES;
        file.touch(offset);
        return NativeMemory.getInt(file.address() + offset);
    }

    /** Copies the sources of {@code count} edges to an address. */
    public void copySources(int from, int edges, long address) {
        copy(sources, from, edges, address);
    }

    /** Copies the targets of {@code count} edges to an address. */
    public void copyTargets(int from, int edges, long address) {
        copy(targets, from, edges, address);
    }

    /** Copies the types of {@code count} edges to an address. */
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
        long offset = column + (long) from * Integer.BYTES;
        file.touch(offset, (long) edges * Integer.BYTES);
        NativeMemory.copy(file.address() + offset, address, (long) edges * Integer.BYTES);
    }

    /** Whether edges have different types. */
    public boolean severalTypes() {
        return types >= 0;
    }

    /** The type all edges have, when they do. */
    public int singleType() {
        return singleType;
    }

    /** Whether any edge has properties. */
    public boolean hasProperties() {
        return properties != null;
    }

    /** An edge's property, or null. */
    public @Nullable Value property(int edge, int key) {
        return properties == null ? null : properties.get(edge, key);
    }

    /** Shows an edge's properties by ascending key. */
    public void properties(int edge, PropertyVisitor visitor) {
        if (properties != null) {
            properties.visit(edge, visitor);
        }
    }

    /** The mapped file. */
    public DataFile file() {
        return file;
    }
}

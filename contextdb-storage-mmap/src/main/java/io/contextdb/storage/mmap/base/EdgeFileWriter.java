package io.contextdb.storage.mmap.base;

import io.contextdb.memory.NativeMemory;
import io.contextdb.storage.mmap.file.DataFileWriter;
import java.lang.foreign.Arena;

/**
 * Writes the edges of a snapshot as columns: {@code edges/edge-000017.cdb}, a {@link io.contextdb.storage.mmap.file.FileKind#EDGES} file with
 * these sections:
 *
 * <pre>
 * 1 description          u64 edges; u64 1 when ids are dense, else 0; u64 the first id; u64 the type all edges have, or 2^64 - 1
 * 2 sources              u32 for each edge: the ordinal of the node it starts at
 * 3 targets              u32 for each edge: the ordinal of the node it ends at
 * 4 types                u32 for each edge; missing when all have the same
 * 5 ids                  u64 for each edge; missing when ids are dense
 * 6 blocks               properties of each block of 65,536 edges ({@link PropertyBlockWriter}); missing when no edge has any
 * 7 property directory   u64 for each block: where its properties are in the file, or 0; missing when no edge has any
 * </pre>
 *
 * <p>Edges are ordered by their ids as unsigned numbers; their ordinals are their places. Ids are dense when each is one above the one before.
 * The file holds live edges only.
 */
public final class EdgeFileWriter {
    static final int DESCRIPTION = 1;
    static final int SOURCES = 2;
    static final int TARGETS = 3;
    static final int TYPES = 4;
    static final int IDS = 5;
    static final int BLOCKS = 6;
    static final int PROPERTY_DIRECTORY = 7;

    /** In place of a type when there are several. */
    static final long SEVERAL_TYPES = -1;

    private static final int CHUNK_ROWS = 1 << 15;

    private final EdgeRows rows;
    private final DataFileWriter out;
    private final long chunk;

    private EdgeFileWriter(EdgeRows rows, DataFileWriter out, Arena arena) {
        this.rows = rows;
        this.out = out;
        this.chunk = NativeMemory.allocate(arena, (long) CHUNK_ROWS * Long.BYTES);
    }

    /** Copies rows {@code from} to {@code from + count} of a column to an address. */
    @FunctionalInterface
    private interface Column {
        void copy(int from, int count, long address);
    }

    /** Writes all sections. */
    public static void write(EdgeRows rows, DataFileWriter out) {
        try (Arena arena = Arena.ofConfined()) {
            new EdgeFileWriter(rows, out, arena).write();
        }
    }

    private void write() {
        boolean dense = denseIds();
        long type = singleType();
        out.begin(DESCRIPTION);
        out.putLong(rows.count());
        out.putLong(dense ? 1 : 0);
        out.putLong(firstId());
        out.putLong(type);
        out.end();
        writeColumn(SOURCES, Integer.BYTES, rows::copySources);
        writeColumn(TARGETS, Integer.BYTES, rows::copyTargets);
        if (type == SEVERAL_TYPES) {
            writeColumn(TYPES, Integer.BYTES, rows::copyTypes);
        }
        if (!dense) {
            writeColumn(IDS, Long.BYTES, rows::copyIds);
        }
        if (rows.hasProperties()) {
            writeProperties();
        }
    }

    private void writeColumn(int section, int bytesEach, Column column) {
        out.begin(section);
        for (int from = 0; from < rows.count(); from += CHUNK_ROWS) {
            int count = Math.min(CHUNK_ROWS, rows.count() - from);
            column.copy(from, count, chunk);
            out.put(chunk, (long) count * bytesEach);
        }
        out.end();
    }

    private long firstId() {
        rows.copyIds(0, 1, chunk);
        return NativeMemory.getLong(chunk);
    }

    private boolean denseIds() {
        long first = firstId();
        for (int from = 0; from < rows.count(); from += CHUNK_ROWS) {
            int count = Math.min(CHUNK_ROWS, rows.count() - from);
            rows.copyIds(from, count, chunk);
            for (int i = 0; i < count; i++) {
                if (NativeMemory.getLong(chunk + (long) i * Long.BYTES) != first + from + i) {
                    return false;
                }
            }
        }
        return true;
    }

    private long singleType() {
        rows.copyTypes(0, 1, chunk);
        int type = NativeMemory.getInt(chunk);
        for (int from = 0; from < rows.count(); from += CHUNK_ROWS) {
            int count = Math.min(CHUNK_ROWS, rows.count() - from);
            rows.copyTypes(from, count, chunk);
            for (int i = 0; i < count; i++) {
                if (NativeMemory.getInt(chunk + (long) i * Integer.BYTES) != type) {
                    return SEVERAL_TYPES;
                }
            }
        }
        return type;
    }

    private void writeProperties() {
        int blocks = RowBlocks.count(rows.count());
        long[] offsets = new long[blocks];
        PropertyBlockWriter properties = new PropertyBlockWriter(out);
        boolean any = false;
        out.begin(BLOCKS);
        for (int block = 0; block < blocks; block++) {
            int first = block << RowBlocks.SHIFT;
            int count = RowBlocks.rows(block, rows.count());
            for (int row = 0; row < count; row++) {
                int present = row;
                rows.properties(first + row, (key, value) -> properties.add(present, key, value));
            }
            offsets[block] = properties.finish(count);
            any |= offsets[block] != 0;
        }
        out.end();
        if (any) {
            NodeFileWriter.writeDirectory(out, PROPERTY_DIRECTORY, offsets);
        }
    }
}

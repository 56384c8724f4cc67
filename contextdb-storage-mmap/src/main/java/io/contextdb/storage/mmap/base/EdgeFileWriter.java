package io.contextdb.storage.mmap.base;

import io.contextdb.memory.NativeMemory;
import io.contextdb.storage.mmap.file.DataFileWriter;
import java.lang.foreign.Arena;

/**
 * Writes the edges of a snapshot as columns: {@code edges/edge-000017.cdb}, a
 * {@link io.contextdb.storage.mmap.file.FileKind#EDGES} file with these sections:
 *
 * <pre>
 * 1 description          u64 edges; u64 1 when ids are dense, else 0; u64 the first id; u64 the type all edges have, or 2^64 - 1
 * 2 sources              u32 for each edge: the ordinal of the node it starts at
 * 3 targets              u32 for each edge: the ordinal of the node it ends at
 * 4 types                u32 for each edge; missing when all have the same
 * 5 ids                  u64 for each edge; missing when ids are dense
 * 6 blocks               properties of each block of 65,536 rows ({@link PropertyBlockWriter}); missing when no edge has any
 * 7 property directory   u64 for each block: where its properties are in the file, or 0; missing when no edge has any
 * 8 redirects            which edges the rows are ({@link Redirects}); missing in a base
 * 9 dead                 bits in u64 words, set for rows that are dead; missing when none is
 * 10 id table            from id to a place among the ids ({@link IdTable}); missing in a base and when ids are dense
 * </pre>
 *
 * <p>In a base the rows are the live edges, ordered by their ids as unsigned numbers; their ordinals are their places.
 * In a patch they are those whose properties changed or which died, then those that are new, by their ordinals: in the
 * order of creation, dead ones included, because nothing gets another ordinal. Only new edges have columns, for ends,
 * types and ids do not change. Ids are dense when each is one above the one before.
 */
public final class EdgeFileWriter {
    static final int DESCRIPTION = Description.SECTION;
    static final int SOURCES = 2;
    static final int TARGETS = 3;
    static final int TYPES = 4;
    static final int IDS = 5;
    static final int BLOCKS = 6;
    static final int PROPERTY_DIRECTORY = 7;
    static final int REDIRECTS = 8;
    static final int DEAD = 9;
    static final int ID_TABLE = 10;

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

    /** Writes all sections of a base, whose ids ascend. */
    public static void write(EdgeRows rows, DataFileWriter out) {
        try (Arena arena = Arena.ofConfined()) {
            EdgeFileWriter writer = new EdgeFileWriter(rows, out, arena);
            writer.write(rows.count() == 0 || writer.id(rows.count() - 1) - writer.id(0) == rows.count() - 1);
        }
    }

    /** Writes all sections of a patch, whose rows are those of a set and then all edges from its size on. */
    public static void writePatch(EdgeRows rows, Bits redirected, DataFileWriter out) {
        assert rows.redirected() == redirected.count();
        try (Arena arena = Arena.ofConfined()) {
            EdgeFileWriter writer = new EdgeFileWriter(rows, out, arena);
            boolean dense = writer.denseIds();
            writer.write(dense);
            Redirects.write(REDIRECTS, redirected, out);
            writer.writeDead(arena);
            if (!dense) {
                writer.writeIdTable(arena);
            }
        }
    }

    private void write(boolean dense) {
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

    private int rowCount() {
        return rows.redirected() + rows.count();
    }

    private void writeDead(Arena arena) {
        Bits dead = Bits.of(rowCount(), arena);
        for (int row = 0; row < rowCount(); row++) {
            if (rows.dead(row)) {
                dead.set(row);
            }
        }
        if (dead.next(0) < dead.size()) {
            out.begin(DEAD);
            out.put(dead.address(), (rowCount() + (long) Long.SIZE - 1) / Long.SIZE * Long.BYTES);
            out.end();
        }
    }

    private void writeIdTable(Arena arena) {
        long live = 0;
        for (int edge = 0; edge < rows.count(); edge++) {
            live += rows.dead(rows.redirected() + edge) ? 0 : 1;
        }
        IdTable.Builder table = new IdTable.Builder(live, arena);
        for (int from = 0; from < rows.count(); from += CHUNK_ROWS) {
            int count = Math.min(CHUNK_ROWS, rows.count() - from);
            rows.copyIds(from, count, chunk);
            for (int i = 0; i < count; i++) {
                if (!rows.dead(rows.redirected() + from + i)) {
                    table.add(NativeMemory.getLong(chunk + (long) i * Long.BYTES), from + i);
                }
            }
        }
        out.begin(ID_TABLE);
        table.writeTo(out);
        out.end();
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
        return rows.count() == 0 ? 0 : id(0);
    }

    private long id(int row) {
        rows.copyIds(row, 1, chunk);
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
        if (rows.count() == 0) {
            return 0;
        }
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
        int blocks = RowBlocks.count(rowCount());
        long[] offsets = new long[blocks];
        PropertyBlockWriter properties = new PropertyBlockWriter(out);
        boolean any = false;
        out.begin(BLOCKS);
        for (int block = 0; block < blocks; block++) {
            int first = block << RowBlocks.SHIFT;
            int count = RowBlocks.rows(block, rowCount());
            for (int row = 0; row < count; row++) {
                if (!rows.dead(first + row)) {
                    rows.properties(first + row, properties.row(row));
                }
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

package io.contextdb.storage.mmap.base;

import io.contextdb.storage.mmap.file.DataFileWriter;

/**
 * Writes the nodes of a snapshot: {@code nodes/node-000017.cdb}, a {@link io.contextdb.storage.mmap.file.FileKind#NODES} file with these
 * sections:
 *
 * <pre>
 * 1 description          u64 nodes, dead ones included; u64 1 when ids are dense, else 0; u64 the first id; u64 0
 * 2 blocks               for each block of 65,536 nodes its labels ({@link LabelBlockWriter}) and properties ({@link PropertyBlockWriter})
 * 3 label directory      u64 for each block: where its labels are in the file
 * 4 property directory   u64 for each block: where its properties are in the file, or 0; missing when no node has any
 * 5 ids                  u64 for each node; missing when ids are dense
 * 6 id table             from id to ordinal ({@link IdTable}); missing when ids are dense
 * </pre>
 *
 * <p>Ids are dense when the node of ordinal i has the first id plus i, dead nodes included. Which nodes are dead is not said here but in a {@link
 * BitmapFile} beside it.
 */
public final class NodeFileWriter {
    static final int DESCRIPTION = 1;
    static final int BLOCKS = 2;
    static final int LABEL_DIRECTORY = 3;
    static final int PROPERTY_DIRECTORY = 4;
    static final int IDS = 5;
    static final int ID_TABLE = 6;

    private static final int[] NO_LABELS = {};

    private final NodeRows rows;
    private final DataFileWriter out;

    private NodeFileWriter(NodeRows rows, DataFileWriter out) {
        this.rows = rows;
        this.out = out;
    }

    /** Writes all sections. */
    public static void write(NodeRows rows, DataFileWriter out) {
        new NodeFileWriter(rows, out).write();
    }

    private void write() {
        boolean dense = dense();
        out.begin(DESCRIPTION);
        out.putLong(rows.limit());
        out.putLong(dense ? 1 : 0);
        out.putLong(rows.id(0));
        out.putLong(0);
        out.end();
        writeBlocks();
        if (!dense) {
            writeIds();
        }
    }

    private boolean dense() {
        long first = rows.id(0);
        for (int node = 1; node < rows.limit(); node++) {
            if (rows.id(node) != first + node) {
                return false;
            }
        }
        return Long.compareUnsigned(first, first + rows.limit() - 1) <= 0;
    }

    private void writeBlocks() {
        int blocks = RowBlocks.count(rows.limit());
        long[] labelOffsets = new long[blocks];
        long[] propertyOffsets = new long[blocks];
        LabelBlockWriter labels = new LabelBlockWriter(out);
        PropertyBlockWriter properties = new PropertyBlockWriter(out);
        boolean anyProperties = false;
        out.begin(BLOCKS);
        for (int block = 0; block < blocks; block++) {
            int first = block << RowBlocks.SHIFT;
            int count = RowBlocks.rows(block, rows.limit());
            for (int row = 0; row < count; row++) {
                labels.add(rows.live(first + row) ? rows.labels(first + row) : NO_LABELS);
            }
            labelOffsets[block] = labels.finish();
            if (rows.hasProperties()) {
                addProperties(properties, first, count);
                propertyOffsets[block] = properties.finish(count);
                anyProperties |= propertyOffsets[block] != 0;
            }
        }
        out.end();
        writeDirectory(out, LABEL_DIRECTORY, labelOffsets);
        if (anyProperties) {
            writeDirectory(out, PROPERTY_DIRECTORY, propertyOffsets);
        }
    }

    private void addProperties(PropertyBlockWriter properties, int first, int count) {
        for (int row = 0; row < count; row++) {
            int present = row;
            if (rows.live(first + row)) {
                rows.properties(first + row, (key, value) -> properties.add(present, key, value));
            }
        }
    }

    /** Writes the offsets of blocks as a section. */
    static void writeDirectory(DataFileWriter out, int section, long[] offsets) {
        out.begin(section);
        for (long offset : offsets) {
            out.putLong(offset);
        }
        out.end();
    }

    private void writeIds() {
        long live = 0;
        out.begin(IDS);
        for (int node = 0; node < rows.limit(); node++) {
            out.putLong(rows.id(node));
            live += rows.live(node) ? 1 : 0;
        }
        out.end();
        out.begin(ID_TABLE);
        IdTable.write(rows, IdTable.slots(live), out);
        out.end();
    }
}

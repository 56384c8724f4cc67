package io.contextdb.storage.mmap.base;

import io.contextdb.storage.mmap.file.DataFileWriter;
import java.lang.foreign.Arena;

/**
 * Writes the nodes of a snapshot: {@code nodes/node-000017.cdb}, a
 * {@link io.contextdb.storage.mmap.file.FileKind#NODES} file with these sections:
 *
 * <pre>
 * 1 description          u64 nodes that have ids, dead ones included; u64 1 when ids are dense, else 0; u64 the first id; u64 0
 * 2 blocks               for each block of 65,536 rows its labels ({@link LabelBlockWriter}) and properties ({@link PropertyBlockWriter})
 * 3 label directory      u64 for each block: where its labels are in the file
 * 4 property directory   u64 for each block: where its properties are in the file, or 0; missing when no row has any
 * 5 ids                  u64 for each node; missing when ids are dense
 * 6 id table             from id to a place among the ids ({@link IdTable}); missing when ids are dense
 * 7 redirects            which nodes the rows are ({@link Redirects}); missing in a base
 * </pre>
 *
 * <p>In a base the rows are the nodes by their ordinals. In a patch they are those whose labels or properties changed,
 * then those that are new; a node keeps its id, so a patch has ids for the new ones only. Ids are dense when each is
 * one above the one before, dead nodes included. Which nodes are dead is not said here but in a {@link BitmapFile}
 * beside it.
 */
public final class NodeFileWriter {
    static final int DESCRIPTION = Description.SECTION;
    static final int BLOCKS = 2;
    static final int LABEL_DIRECTORY = 3;
    static final int PROPERTY_DIRECTORY = 4;
    static final int IDS = 5;
    static final int ID_TABLE = 6;
    static final int REDIRECTS = 7;

    private static final int[] NO_LABELS = {};

    private final NodeRows rows;
    private final NodeIds ids;
    private final DataFileWriter out;

    /** The first row that has an id: those before it are redirected. */
    private final int firstNew;

    private NodeFileWriter(NodeRows rows, int firstNew, NodeIds ids, DataFileWriter out) {
        this.rows = rows;
        this.ids = ids;
        this.firstNew = firstNew;
        this.out = out;
    }

    /** Writes all sections of a base; {@code ids} are those of all rows. */
    public static void write(NodeRows rows, NodeIds ids, DataFileWriter out) {
        new NodeFileWriter(rows, 0, ids, out).write();
    }

    /**
     * Writes all sections of a patch, whose rows are those of a set and then all nodes from its size on.
     *
     * @param ids those of the nodes from its size on
     */
    public static void writePatch(NodeRows rows, NodeIds ids, Bits redirected, DataFileWriter out) {
        new NodeFileWriter(rows, redirected.count(), ids, out).write();
        Redirects.write(REDIRECTS, redirected, out);
    }

    private void write() {
        out.begin(DESCRIPTION);
        out.putLong(rows.limit() - firstNew);
        out.putLong(ids.dense() ? 1 : 0);
        out.putLong(ids.first());
        out.putLong(0);
        out.end();
        writeBlocks();
        if (!ids.dense()) {
            writeIds();
        }
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
            Pieces.forEach(first, first + count, (from, to) -> addLabels(labels, from, to));
            labelOffsets[block] = labels.finish();
            if (rows.hasProperties()) {
                Pieces.forEach(first, first + count, (from, to) -> addProperties(properties, first, from, to));
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

    private void addLabels(LabelBlockWriter labels, int from, int to) {
        for (int row = from; row < to; row++) {
            labels.add(rows.live(row) ? rows.labels(row) : NO_LABELS);
        }
    }

    private void addProperties(PropertyBlockWriter properties, int first, int from, int to) {
        for (int row = from; row < to; row++) {
            if (rows.live(row)) {
                rows.properties(row, properties.row(row - first));
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
        for (int row = firstNew; row < rows.limit(); row++) {
            out.putLong(rows.id(row));
            live += rows.live(row) ? 1 : 0;
        }
        out.end();
        try (Arena arena = Arena.ofConfined()) {
            IdTable.Builder table = new IdTable.Builder(live, arena);
            for (int row = firstNew; row < rows.limit(); row++) {
                if (rows.live(row)) {
                    table.add(rows.id(row), row - firstNew);
                }
            }
            out.begin(ID_TABLE);
            table.writeTo(out);
            out.end();
        }
    }
}

package io.contextdb.index.hnsw;

import io.contextdb.api.VectorIndexOptions;
import io.contextdb.api.spi.ByteSink;
import io.contextdb.api.spi.IndexFile;
import io.contextdb.kernels.IndexHeader;
import io.contextdb.memory.CheckedFile;
import io.contextdb.memory.CheckedFileWriter;

/**
 * The file of a graph: a {@link CheckedFile}, searched where it is mapped.
 *
 * <pre>
 * magic     "CDBHNSW1"
 * version   1
 * header 0  dimension
 *        1  metric: 0 cosine, 1 dot, 2 Euclidean
 *        2  m
 *        3  efConstruction
 *        4  rows
 *        5  towers: rows of a level above 0
 *        6  upper lists: the sum of the towers' levels
 *        7  entry tower, -1 without towers
 *        8  entry level
 * body      rows        x 2 * m numbers of 32 bits: the rows linked at level 0, with bit 31 set in links of the spanning tree (to a
 *                         lower row: the parent; to higher rows: children); the rest -1
 *           from the next multiple of 4,096 bytes:
 *           towers      x 2 numbers: the row; the first of its upper lists, that of level 1
 *           from the next multiple of 4,096 bytes:
 *           upper lists x m numbers: the towers linked; the rest -1
 * </pre>
 *
 * <p>Rows and towers are in ascending order, so equal graphs are equal files, wherever their lists were in memory.
 *
 * @param bytes the file
 * @param rows how many rows are in the graph
 * @param towers how many of them have a level above 0
 * @param upperLists the sum of the towers' levels
 * @param entryTower where searches begin; -1 without towers
 * @param entryLevel the level of that tower
 * @param baseAddress where the links of row 0 are mapped
 * @param towersAddress where tower 0 is mapped
 * @param upperAddress where upper list 0 is mapped
 */
record HnswFile(
        CheckedFile bytes,
        int rows,
        int towers,
        int upperLists,
        int entryTower,
        int entryLevel,
        long baseAddress,
        long towersAddress,
        long upperAddress) {
    private static final long MAGIC = IndexHeader.magic("CDBHNSW1");
    private static final int VERSION = 1;

    private static final int M = IndexHeader.INTS;
    private static final int EF_CONSTRUCTION = M + 1;
    private static final int ROWS = M + 2;
    private static final int TOWERS = M + 3;
    private static final int UPPER_LISTS = M + 4;
    private static final int ENTRY_TOWER = M + 5;
    private static final int ENTRY_LEVEL = M + 6;

    private static long baseBytes(int rows, int m) {
        return CheckedFileWriter.wholeBlocks((long) rows * 2 * m * Integer.BYTES);
    }

    private static long towersBytes(int towers) {
        return CheckedFileWriter.wholeBlocks((long) towers * Graph.TOWER_INTS * Integer.BYTES);
    }

    private static long upperBytes(int upperLists, int m) {
        return CheckedFileWriter.wholeBlocks((long) upperLists * m * Integer.BYTES);
    }

    /** Opens a file; only its first block is read. */
    static HnswFile open(String space, IndexFile mapped, VectorIndexOptions options, HnswParameters parameters) {
        CheckedFile file = CheckedFile.open(mapped.origin(), mapped.bytes(), MAGIC, VERSION);
        IndexHeader.check(file, space, options);
        IndexHeader.check(space, "m", parameters.m(), file.header(M));
        IndexHeader.check(space, "ef_construction", parameters.efConstruction(), file.header(EF_CONSTRUCTION));
        int rows = file.header(ROWS);
        int towers = file.header(TOWERS);
        int upperLists = file.header(UPPER_LISTS);
        long base = baseBytes(rows, parameters.m());
        long upper = base + towersBytes(towers);
        if (rows < 0
                || towers < 0
                || upperLists < towers
                || upper + upperBytes(upperLists, parameters.m()) != file.bodyBytes()) {
            throw file.corruption(
                    0,
                    "the header's " + rows + " rows, " + towers + " towers and " + upperLists
                            + " upper lists do not make a body of " + file.bodyBytes() + " bytes");
        }
        return new HnswFile(
                file,
                rows,
                towers,
                upperLists,
                file.header(ENTRY_TOWER),
                file.header(ENTRY_LEVEL),
                file.bodyAddress(),
                file.bodyAddress() + base,
                file.bodyAddress() + upper);
    }

    /** Writes a graph. */
    static void write(ByteSink sink, VectorIndexOptions options, Graph graph) {
        int m = graph.parameters().m();
        int towers = graph.towerCount();
        int upperLists = graph.upperCount();
        int[] header = IndexHeader.of(
                options,
                m,
                graph.parameters().efConstruction(),
                graph.rows(),
                towers,
                upperLists,
                graph.entryTower(),
                graph.entryLevel());
        long bodyBytes = baseBytes(graph.rows(), m) + towersBytes(towers) + upperBytes(upperLists, m);
        try (CheckedFileWriter writer = new CheckedFileWriter(sink, MAGIC, VERSION, header, bodyBytes)) {
            put(writer, graph.base(), graph.rows(), graph.parameters().linksAtBase());
            put(writer, graph.towers(), towers, Graph.TOWER_INTS);
            put(writer, graph.upper(), upperLists, m);
            writer.finish();
        }
    }

    private static void put(CheckedFileWriter writer, Lists lists, int count, int capacity) {
        for (int list = 0; list < count; list++) {
            writer.put(lists.address(list), (long) capacity * Integer.BYTES);
        }
        writer.align();
    }
}

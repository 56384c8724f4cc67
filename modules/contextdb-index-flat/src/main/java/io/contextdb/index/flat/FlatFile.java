package io.contextdb.index.flat;

import io.contextdb.api.VectorIndexOptions;
import io.contextdb.api.spi.ByteSink;
import io.contextdb.api.spi.IndexFile;
import io.contextdb.kernels.IndexHeader;
import io.contextdb.memory.CheckedFile;
import io.contextdb.memory.CheckedFileWriter;

/**
 * The file of an exact scan: a {@link CheckedFile} without a body that says how many rows the state covers.
 *
 * <pre>
 * magic     "CDBFLAT1"
 * version   1
 * header 0  dimension
 *        1  metric: 0 cosine, 1 dot, 2 Euclidean
 *        2  rows
 * </pre>
 */
final class FlatFile {
    private static final long MAGIC = IndexHeader.magic("CDBFLAT1");
    private static final int VERSION = 1;
    private static final int ROWS = IndexHeader.INTS;

    private FlatFile() {}

    static void write(ByteSink sink, VectorIndexOptions options, int indexedRows) {
        int[] header = IndexHeader.of(options, indexedRows);
        try (CheckedFileWriter writer = new CheckedFileWriter(sink, MAGIC, VERSION, header, 0)) {
            writer.finish();
        }
    }

    /** Returns the number of rows. */
    static int read(String space, IndexFile file, VectorIndexOptions options) {
        CheckedFile opened = CheckedFile.open(file.origin(), file.bytes(), MAGIC, VERSION);
        IndexHeader.check(opened, space, options);
        return opened.header(ROWS);
    }
}

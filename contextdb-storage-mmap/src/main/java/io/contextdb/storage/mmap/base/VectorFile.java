package io.contextdb.storage.mmap.base;

import io.contextdb.api.spi.VectorRows;
import io.contextdb.storage.mmap.file.Corruption;
import io.contextdb.storage.mmap.file.DataFile;
import io.contextdb.storage.mmap.file.DataFileWriter;
import io.contextdb.storage.mmap.file.Section;

/**
 * Vectors as they are computed with: {@code vectors/vec-000017.blob}, a
 * {@link io.contextdb.storage.mmap.file.FileKind#VECTORS} file. Its header's number is 0, because a bulk load writes it
 * before it is numbered; the header's parameters are the dimension and the floats of a row,
 * {@link VectorRows#paddedDimension}. Its only section begins at byte 4096:
 *
 * <pre>
 * 1 rows     for each row float32 components, zeros up to the floats of a row
 * </pre>
 *
 * <p>In NumPy: {@code numpy.memmap(path, '<f4', 'r', 4096, (rows, floats))[:, :dimension]}. A checkpoint appends a file
 * with the rows that are new, together with small files before it, and shares the others.
 */
public final class VectorFile {
    /** The section of rows. */
    public static final int ROWS = 1;

    private final DataFile file;
    private final int count;
    private final int rowBytes;

    /** Reads an open file of vectors of a dimension. */
    public VectorFile(DataFile file, int dimension) {
        this.file = file;
        int floats = VectorRows.paddedDimension(dimension);
        if (file.parameter0() != dimension || file.parameter1() != floats) {
            throw Corruption.at(
                    file.path(), 0, "it holds vectors of dimension " + file.parameter0() + ", not " + dimension);
        }
        this.rowBytes = floats * Float.BYTES;
        Section rows = file.section(ROWS);
        if (rows.length() % rowBytes != 0 || rows.length() / rowBytes > Integer.MAX_VALUE) {
            throw Corruption.at(
                    file.path(), rows.offset(), "its rows have " + rows.length() + " bytes, " + rowBytes + " each");
        }
        this.count = (int) (rows.length() / rowBytes);
    }

    /** Writes rows {@code from} to {@code to}, exclusive, as the section. */
    public static void write(RowSource rows, int from, int to, DataFileWriter out) {
        long rowBytes = (long) VectorRows.paddedDimension(rows.dimension()) * Float.BYTES;
        out.begin(ROWS);
        Pieces.forEach(from, to, (first, end) -> write(rows, first, end, rowBytes, out));
        out.end();
    }

    /** Writes a piece: rows that follow each other in memory at a time. */
    private static void write(RowSource rows, int from, int to, long rowBytes, DataFileWriter out) {
        long begin = rows.address(from);
        long end = begin + rowBytes;
        for (int row = from + 1; row < to; row++) {
            long address = rows.address(row);
            if (address != end) {
                out.put(begin, end - begin);
                begin = address;
            }
            end = address + rowBytes;
        }
        out.put(begin, end - begin);
    }

    /** How many rows it holds. */
    public int count() {
        return count;
    }

    /** Where its rows begin in the file. */
    public long offset() {
        return file.section(ROWS).offset();
    }

    /** The bytes of a row. */
    public int rowBytes() {
        return rowBytes;
    }

    /** The mapped file. */
    public DataFile file() {
        return file;
    }
}

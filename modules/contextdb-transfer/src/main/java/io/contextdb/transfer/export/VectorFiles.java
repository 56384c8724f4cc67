package io.contextdb.transfer.export;

import io.contextdb.transfer.export.ExportDirectory.Part;
import io.contextdb.transfer.export.ExportDirectory.Written;
import io.contextdb.transfer.vector.RowFileHeader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The vectors of one space in files of so many rows each, {@code vectors/vec-000001.blob}, and beside each the nodes
 * its rows belong to, {@code vectors/vec-000001.ids}.
 */
final class VectorFiles implements AutoCloseable {
    /** A file of rows and the one of their nodes. */
    record Pair(String rows, String ids) {}

    private final ExportDirectory directory;
    private final RowFileHeader header;
    private final int dimension;
    private final int rowsPerFile;
    private final IntSupplier number;
    private final List<Pair> pairs = new ArrayList<>();
    private @Nullable LittleEndianFile rows;
    private @Nullable LittleEndianFile ids;
    private long fileRows;
    private long allRows;

    /**
     * Files for vectors of this dimension.
     *
     * @param number gives each file of all spaces its number
     */
    VectorFiles(ExportDirectory directory, RowFileHeader header, int dimension, int rowsPerFile, IntSupplier number) {
        this.directory = directory;
        this.header = header;
        this.dimension = dimension;
        this.rowsPerFile = rowsPerFile;
        this.number = number;
    }

    void add(long node, float[] vector) {
        assert vector.length == dimension;
        if (rows == null || ids == null) {
            String name = String.format("vec-%06d", number.getAsInt());
            rows = LittleEndianFile.create(directory.file(Part.VECTORS, name + "." + header.extension()));
            ids = LittleEndianFile.create(directory.file(Part.VECTORS, name + ".ids"));
            rows.putZeros(header.bytes());
        }
        rows.putFloats(vector);
        ids.putLong(node);
        allRows++;
        if (++fileRows == rowsPerFile) {
            closeFiles(rows, ids);
        }
    }

    /** All vectors so far. */
    long rows() {
        return allRows;
    }

    /** Completes the last files. */
    void finish() {
        if (rows != null && ids != null) {
            closeFiles(rows, ids);
        }
    }

    /** The files in their order. */
    List<Pair> pairs() {
        return pairs;
    }

    private void closeFiles(LittleEndianFile rowsFile, LittleEndianFile idsFile) {
        rowsFile.finish(header.format(fileRows, dimension));
        idsFile.finish(new byte[0]);
        Written writtenRows = directory.add(rowsFile.path(), fileRows);
        Written writtenIds = directory.add(idsFile.path(), fileRows);
        pairs.add(new Pair(writtenRows.path(), writtenIds.path()));
        rows = null;
        ids = null;
        fileRows = 0;
    }

    @Override
    public void close() {
        try {
            if (rows != null) {
                rows.close();
            }
            if (ids != null) {
                ids.close();
            }
        } catch (IOException failure) {
            throw Failures.writing(rows == null ? Path.of("") : rows.path(), failure);
        }
    }
}

package io.contextdb.transfer;

import io.contextdb.transfer.input.InputFile;
import io.contextdb.transfer.vector.VectorFormats;
import java.nio.file.Path;

/**
 * Reads the vectors of one file, row by row: npy (float32 or float16, little endian, C order, two dimensions, versions
 * 1 to 3), fvecs (each row an int32 dimension and that many float32, little endian) or bvecs (the same with unsigned
 * bytes), gzip-compressed or not. Used by one thread.
 */
public interface VectorReader extends AutoCloseable {
    /**
     * Opens a file: fvecs and bvecs are known by their names, everything else must be npy.
     *
     * @throws io.contextdb.api.ContextDbException {@code FILE_NOT_FOUND}, {@code MALFORMED_INPUT}, {@code IO_FAILURE}
     */
    static VectorReader open(Path path) {
        return VectorFormats.open(InputFile.open(path));
    }

    /** Components of every row. */
    int dimension();

    /** The number of rows; -1 when it is known only at the end. */
    long rows();

    /**
     * Reads the next row into the first {@link #dimension()} elements of {@code vector}; false at the end.
     *
     * @throws io.contextdb.api.ContextDbException {@code MALFORMED_INPUT} when the file is cut off or a row has another
     *     dimension
     */
    boolean next(float[] vector);

    @Override
    void close();
}

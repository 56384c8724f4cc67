package io.contextdb.transfer.vector;

import io.contextdb.api.ContextDbException;
import io.contextdb.transfer.VectorReader;
import io.contextdb.transfer.input.InputFile;
import io.contextdb.transfer.input.Malformed;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A matrix of float32 or float16 behind a header, such as NumPy's npy: row i of the matrix is vector i. */
final class NpyReader implements VectorReader {
    private final InputFile file;
    private final NpyHeader header;
    private final byte[] row;
    private final ByteBuffer components;
    private long rowsRead;

    /** Reads the header of {@code file}. */
    NpyReader(InputFile file) {
        this(file, NpyHeader.read(file));
    }

    /** Reads {@code file}, whose header is read already. */
    NpyReader(InputFile file, NpyHeader header) {
        this.file = file;
        this.header = header;
        row = new byte[header.rowBytes()];
        components = ByteBuffer.wrap(row).order(ByteOrder.LITTLE_ENDIAN);
        long expected = header.headerBytes() + header.rows() * header.rowBytes();
        if (!file.compressed() && file.size() != expected) {
            throw Malformed.file(
                    file.path(),
                    "offset " + Math.min(file.size(), expected),
                    "the file has " + file.size() + " bytes, but its header " + header.shape() + " asks for " + expected
                            + "; it is truncated or damaged");
        }
    }

    @Override
    public int dimension() {
        return header.dimension();
    }

    @Override
    public long rows() {
        return header.rows();
    }

    @Override
    public boolean next(float[] vector) {
        if (rowsRead == header.rows()) {
            if (file.compressed() && file.readFully(row, 0, 1) > 0) {
                throw malformed("the data go on after the " + header.rows() + " rows of the header");
            }
            return false;
        }
        if (file.readFully(row, 0, row.length) < row.length) {
            throw malformed("the data end within row " + rowsRead + " of " + header.rows());
        }
        rowsRead++;
        if (header.halfPrecision()) {
            for (int i = 0; i < header.dimension(); i++) {
                vector[i] = Float.float16ToFloat(components.getShort(i * Short.BYTES));
            }
        } else {
            components.asFloatBuffer().get(vector, 0, header.dimension());
        }
        return true;
    }

    @Override
    public void close() {
        file.close();
    }

    private ContextDbException malformed(String problem) {
        return Malformed.file(file.path(), "offset " + (header.headerBytes() + rowsRead * header.rowBytes()), problem);
    }
}

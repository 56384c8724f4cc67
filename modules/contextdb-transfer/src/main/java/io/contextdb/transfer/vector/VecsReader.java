package io.contextdb.transfer.vector;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.VectorIndexOptions;
import io.contextdb.transfer.VectorReader;
import io.contextdb.transfer.input.InputFile;
import io.contextdb.transfer.input.Malformed;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** fvecs and bvecs: each row is its dimension as a little-endian int32 and then its components. */
final class VecsReader implements VectorReader {
    private static final int HEAD_BYTES = Integer.BYTES;

    private final InputFile file;
    private final boolean unsignedBytes;
    private final int dimension;
    private final byte[] row;
    private final ByteBuffer content;
    private long rowOffset;
    private boolean headRead = true;

    /** Reads {@code file} from its start; components are unsigned bytes or float32. */
    VecsReader(InputFile file, boolean unsignedBytes) {
        this.file = file;
        this.unsignedBytes = unsignedBytes;
        byte[] head = new byte[HEAD_BYTES];
        int read = file.readFully(head, 0, HEAD_BYTES);
        if (read < HEAD_BYTES) {
            throw malformed("the file has " + read + " bytes, too few for one row");
        }
        dimension = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getInt();
        if (dimension < 1 || dimension > VectorIndexOptions.DIMENSION_MAX) {
            throw malformed("the dimension " + dimension + "; it must be 1 to " + VectorIndexOptions.DIMENSION_MAX
                    + ", as a little-endian int32");
        }
        row = new byte[HEAD_BYTES + dimension * (unsignedBytes ? 1 : Float.BYTES)];
        content = ByteBuffer.wrap(row).order(ByteOrder.LITTLE_ENDIAN).putInt(0, dimension);
        if (!file.compressed() && file.size() % row.length != 0) {
            throw malformed("the file has " + file.size() + " bytes, no multiple of the " + row.length
                    + " of a row of dimension " + dimension + "; it is truncated, or rows differ in dimension");
        }
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public long rows() {
        return file.compressed() ? -1 : file.size() / row.length;
    }

    @Override
    public boolean next(float[] vector) {
        // The constructor has read the first row's dimension already.
        int wanted = headRead ? row.length - HEAD_BYTES : row.length;
        int read = file.readFully(row, row.length - wanted, wanted);
        if (read == 0 && !headRead) {
            return false;
        }
        if (read < wanted) {
            throw malformed("the file ends within a row");
        }
        headRead = false;
        int found = content.getInt(0);
        if (found != dimension) {
            throw malformed("a row of dimension " + found + " in a file of dimension " + dimension);
        }
        if (unsignedBytes) {
            for (int i = 0; i < dimension; i++) {
                vector[i] = Byte.toUnsignedInt(row[HEAD_BYTES + i]);
            }
        } else {
            content.position(HEAD_BYTES)
                    .slice()
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer()
                    .get(vector, 0, dimension);
        }
        rowOffset += row.length;
        return true;
    }

    @Override
    public void close() {
        file.close();
    }

    private ContextDbException malformed(String problem) {
        return Malformed.file(file.path(), "offset " + rowOffset, problem);
    }
}

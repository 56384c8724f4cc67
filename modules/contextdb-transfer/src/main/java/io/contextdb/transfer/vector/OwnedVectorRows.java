package io.contextdb.transfer.vector;

import io.contextdb.transfer.VectorReader;
import io.contextdb.transfer.input.InputFile;
import io.contextdb.transfer.input.Malformed;
import io.contextdb.transfer.input.RowSource;
import io.contextdb.transfer.load.Target;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/**
 * Vectors from a file whose rows belong to the nodes that a second file names, as unsigned 64-bit numbers in little
 * endian.
 */
public final class OwnedVectorRows implements RowSource {
    private final InputFile file;
    private final InputFile ids;
    private final VectorReader reader;
    private final Target target;
    private final String space;
    private final float[] vector;
    private final byte[] id = new byte[Long.BYTES];
    private long node;
    private long row = -1;

    /** Rows of {@code rows} on their way into a vector space. */
    public OwnedVectorRows(Path rows, Path ids, Target target, String space) {
        this.target = target;
        this.space = space;
        this.file = InputFile.open(rows);
        this.reader = VectorFormats.open(file);
        this.vector = new float[reader.dimension()];
        try {
            this.ids = InputFile.open(ids);
        } catch (RuntimeException failure) {
            reader.close();
            throw failure;
        }
    }

    @Override
    public boolean next() {
        row++;
        boolean more = reader.next(vector);
        int read = ids.readFully(id, 0, id.length);
        if (read != (more ? id.length : 0)) {
            throw Malformed.file(ids.path(), "row " + row, "not as many ids as " + file.path() + " has rows");
        }
        node = ByteBuffer.wrap(id).order(ByteOrder.LITTLE_ENDIAN).getLong();
        return more;
    }

    @Override
    public void load() {
        target.vector(node, space, vector);
    }

    @Override
    public String position() {
        return "row " + row + " (node " + Long.toUnsignedString(node) + ")";
    }

    @Override
    public String raw(int length) {
        return "";
    }

    @Override
    public InputFile file() {
        return file;
    }

    @Override
    public void close() {
        try {
            reader.close();
        } finally {
            ids.close();
        }
    }
}

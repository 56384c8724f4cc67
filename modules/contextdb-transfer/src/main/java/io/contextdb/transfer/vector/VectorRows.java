package io.contextdb.transfer.vector;

import io.contextdb.api.ErrorCode;
import io.contextdb.transfer.ImportOptions;
import io.contextdb.transfer.VectorReader;
import io.contextdb.transfer.input.InputFile;
import io.contextdb.transfer.input.RowSource;
import io.contextdb.transfer.load.Target;

/** Vectors from a binary file; row i belongs to node {@code firstId + i}. */
public final class VectorRows implements RowSource {
    private final InputFile file;
    private final VectorReader reader;
    private final Target target;
    private final ImportOptions.Vectors place;
    private final float[] vector;
    private long row = -1;

    /** Rows of {@code file} on their way to {@code place}. */
    public VectorRows(InputFile file, Target target, ImportOptions.Vectors place) {
        this.file = file;
        this.target = target;
        this.place = place;
        reader = VectorFormats.open(file);
        vector = new float[reader.dimension()];
    }

    @Override
    public boolean next() {
        row++;
        return reader.next(vector);
    }

    @Override
    public void load() {
        target.vector(place.firstId() + row, place.name(), vector);
    }

    @Override
    public boolean concernsFile(ErrorCode code) {
        // All rows have the same dimension.
        return code == ErrorCode.DIMENSION_MISMATCH;
    }

    @Override
    public String position() {
        return "row " + row + " (node " + Long.toUnsignedString(place.firstId() + row) + ")";
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
        reader.close();
    }
}

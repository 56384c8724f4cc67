package io.contextdb.storage.mmap.stage;

import io.contextdb.api.spi.FileSystem;
import io.contextdb.api.spi.StageRecord.StageFile;
import io.contextdb.api.spi.VectorRows;
import io.contextdb.storage.mmap.base.VectorFile;
import io.contextdb.storage.mmap.file.DataFileWriter;
import io.contextdb.storage.mmap.file.FileKind;
import io.contextdb.storage.mmap.file.FileSummary;
import java.util.List;

/**
 * The rows of one vector space in a stage: their floats in a data file as a snapshot has it, their nodes and norms in a
 * file beside it.
 */
final class StagedVectors implements AutoCloseable {
    private final int space;
    private final int padding;
    private final String fileName;
    private final DataFileWriter floats;
    private final StageFileWriter rows;
    private int count;

    StagedVectors(FileSystem files, StageDirectory directory, String stage, int space, int dimension) {
        int padded = VectorRows.paddedDimension(dimension);
        this.space = space;
        this.padding = padded - dimension;
        this.fileName = StagePart.vectorsFileName(stage, space);
        this.floats = new DataFileWriter(files, directory.resolve(fileName), FileKind.VECTORS, 0, dimension, padded);
        this.rows = new StageFileWriter(files, directory, StagePart.rowsFileName(stage, space));
        floats.begin(VectorFile.ROWS);
    }

    void add(int node, float[] vector, float inverseNorm) {
        floats.put(vector);
        floats.zeros((long) padding * Float.BYTES);
        rows.putInt(node);
        rows.putInt(Float.floatToRawIntBits(inverseNorm));
        count++;
    }

    /** Finishes both files and adds them to the list. */
    StageManifest.Vectors seal(List<StageFile> sealed) {
        floats.end();
        FileSummary summary = floats.finish();
        sealed.add(new StageFile(StageDirectory.NAME + "/" + fileName, summary.bytes(), summary.crc32c()));
        sealed.add(rows.seal());
        return new StageManifest.Vectors(space, count, summary);
    }

    @Override
    public void close() {
        floats.close();
        rows.close();
    }
}

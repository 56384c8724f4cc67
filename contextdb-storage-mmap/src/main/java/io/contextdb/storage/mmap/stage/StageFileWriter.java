package io.contextdb.storage.mmap.stage;

import io.contextdb.api.spi.FileSystem;
import io.contextdb.api.spi.StageRecord.StageFile;
import io.contextdb.memory.Crc32c;
import io.contextdb.storage.mmap.file.BufferedFileWriter;
import io.contextdb.storage.mmap.file.FileNames;
import java.lang.foreign.MemorySegment;

/** Writes a file of a stage and sums it up. */
final class StageFileWriter extends BufferedFileWriter {
    private final String fileName;
    private final Crc32c checksum = new Crc32c();

    StageFileWriter(FileSystem files, StageDirectory directory, String fileName) {
        super(FileNames.create(files, directory.resolve(fileName)));
        this.fileName = fileName;
    }

    @Override
    protected void sum(MemorySegment bytes) {
        checksum.update(bytes);
    }

    /** Writes what is left, syncs, closes, and says what the log says of the file. */
    StageFile seal() {
        long bytes = position();
        finishFile();
        return new StageFile(StageDirectory.NAME + "/" + fileName, bytes, checksum.value());
    }
}

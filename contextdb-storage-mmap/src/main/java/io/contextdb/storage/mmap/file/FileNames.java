package io.contextdb.storage.mmap.file;

import io.contextdb.api.spi.FileSystem;
import io.contextdb.api.spi.WritableFile;
import java.nio.file.Path;

/** Files that may have been left behind under the same name. */
public final class FileNames {
    private FileNames() {}

    /** Creates a file in the place of one that a crash may have left. */
    public static WritableFile create(FileSystem files, Path path) {
        files.delete(path);
        return files.create(path);
    }
}

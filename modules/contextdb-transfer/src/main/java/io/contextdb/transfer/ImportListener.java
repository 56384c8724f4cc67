package io.contextdb.transfer;

import java.nio.file.Path;

/**
 * Is told how far an import has come. Called from the importing thread, every few thousand rows and at the end of each
 * file.
 */
@FunctionalInterface
public interface ImportListener {
    /**
     * So far.
     *
     * @param file the file being read
     * @param rows rows of it that were handed on
     * @param bytesRead bytes of it on disk that were read
     * @param bytesTotal its size on disk
     */
    void progress(Path file, long rows, long bytesRead, long bytesTotal);
}

package io.contextdb.api.spi;

import java.util.List;

/**
 * The sealed files of a bulk load, as the log names them.
 *
 * @param name the stage's name
 * @param files its files with their digests
 */
public record StageRecord(String name, long nodes, long edges, long vectors, List<StageFile> files) {
    /** Copies the list. */
    public StageRecord {
        files = List.copyOf(files);
    }

    /**
     * One file.
     *
     * @param path relative to the database's directory
     * @param digest CRC32C of its bytes
     */
    public record StageFile(String path, long bytes, int digest) {}
}

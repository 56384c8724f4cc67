package io.contextdb.api.spi;

import java.util.List;

/**
 * What a snapshot consists of.
 *
 * @param database which database it is of
 * @param record what it is
 * @param parentId the snapshot it was made from, 0 for none
 * @param files its data files
 */
public record SnapshotManifest(DatabaseId database, SnapshotRecord record, long parentId, List<DataFile> files) {
    /**
     * A data file.
     *
     * @param path relative to the database's directory, with slashes
     * @param bytes its length
     * @param sha256 the SHA-256 of its bytes in hexadecimal
     * @param writtenFor the snapshot it was written for; others share it
     * @param compressible whether compressing it may be worth while; rows of floats are not
     * @param derived whether it holds nothing that does not follow from others, so that it is made anew when it is
     *     missing
     */
    public record DataFile(
            String path, long bytes, String sha256, long writtenFor, boolean compressible, boolean derived) {}

    /** Copies the list. */
    public SnapshotManifest {
        files = List.copyOf(files);
    }
}

package io.contextdb.storage.mmap.snapshot;

import io.contextdb.api.SnapshotDetails;
import io.contextdb.storage.mmap.file.FileKind;
import java.util.Locale;

/**
 * A data file of a snapshot.
 *
 * @param path relative to the database's directory
 * @param number the number in its name
 * @param space the vector space it belongs to, or {@link #NO_SPACE}
 * @param bytes its length
 * @param rows how many rows it holds: nodes, edges, vectors, or bits
 * @param crc32c the CRC32C of all its bytes
 * @param sha256 the SHA-256 of all its bytes in hexadecimal
 * @param idLowest the lowest id in it as an unsigned number, 0 where ids do not apply
 * @param idHighest the highest id in it, likewise
 * @param createdBySnapshot the snapshot it was written for
 * @param role whether it has all rows of its kind, or is a patch
 */
public record FileEntry(
        FileKind kind,
        String path,
        long number,
        int space,
        long bytes,
        long rows,
        int crc32c,
        String sha256,
        long idLowest,
        long idHighest,
        long createdBySnapshot,
        FileRole role) {
    /** The space of files that belong to none. */
    public static final int NO_SPACE = -1;

    /** What users see of it. */
    SnapshotDetails.DataFile toDataFile() {
        return new SnapshotDetails.DataFile(
                path, kind.name().toLowerCase(Locale.ROOT), rows, bytes, createdBySnapshot, sha256);
    }
}

package io.contextdb.archive;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.spi.FileSystem;
import io.contextdb.api.spi.SnapshotDocuments;
import io.contextdb.api.spi.SnapshotManifest;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A snapshot in a database's directory.
 *
 * @param document the bytes of its document
 */
record LocalSnapshot(SnapshotManifest manifest, byte[] document) {
    /** The number of the snapshot. */
    long id() {
        return manifest.record().snapshot().id();
    }

    /** Finds a snapshot, or the newest sound one. */
    static LocalSnapshot find(FileSystem files, Path directory, Documents documents, OptionalLong wanted) {
        if (wanted.isPresent()) {
            return read(files, directory, documents, wanted.getAsLong());
        }
        List<Long> ids = ids(files, directory);
        for (long id : ids.reversed()) {
            try {
                return read(files, directory, documents, id);
            } catch (ContextDbException e) {
                if (e.code() != ErrorCode.CORRUPTION) {
                    throw e;
                }
            }
        }
        throw new ContextDbException(
                ErrorCode.FILE_NOT_FOUND,
                "there is no sound snapshot in " + directory + (ids.isEmpty() ? "" : ", only damaged ones: " + ids)
                        + "; 'contextdb snapshot create' makes one");
    }

    /** The numbers of the snapshots in a directory, ascending. */
    static List<Long> ids(FileSystem files, Path directory) {
        return files.list(directory.resolve(SnapshotDocuments.FOLDER)).stream()
                .flatMapToLong(path -> SnapshotDocuments.idOfFile(String.valueOf(path.getFileName())).stream())
                .sorted()
                .boxed()
                .toList();
    }

    private static LocalSnapshot read(FileSystem files, Path directory, Documents documents, long id) {
        byte[] document = bytes(files, directory, id)
                .orElseThrow(() -> new ContextDbException(
                        ErrorCode.FILE_NOT_FOUND,
                        "there is no snapshot " + id + " in " + directory
                                + "; 'contextdb snapshot list' prints those that are there"));
        String origin = directory.resolve(SnapshotDocuments.path(id)).toString();
        return new LocalSnapshot(documents.parse(id, origin, document), document);
    }

    /** The document of a snapshot; empty when there is none. */
    static Optional<byte[]> bytes(FileSystem files, Path directory, long id) {
        Path path = directory.resolve(SnapshotDocuments.path(id));
        return files.exists(path) ? Optional.of(files.readAll(path, Documents.BYTES_MAX)) : Optional.empty();
    }
}

package io.contextdb.storage.mmap.checkpoint;

import io.contextdb.storage.mmap.snapshot.SnapshotMetadata;

/** The data files of a snapshot that are written, and what its document will say; indexes may still come. */
public final class PreparedFiles {
    private final SnapshotFiles files;
    private final SnapshotDescription description;

    PreparedFiles(SnapshotFiles files, SnapshotDescription description) {
        this.files = files;
        this.description = description;
    }

    SnapshotFiles files() {
        return files;
    }

    /** The metadata with all files written so far. */
    public SnapshotMetadata metadata() {
        return description.with(files);
    }
}

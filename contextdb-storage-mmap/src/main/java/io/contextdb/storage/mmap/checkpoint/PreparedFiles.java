package io.contextdb.storage.mmap.checkpoint;

import io.contextdb.storage.mmap.snapshot.SnapshotMetadata;

/** The data files of a snapshot that are written, and its metadata, to which indexes may still come. */
public final class PreparedFiles {
    private final SnapshotFiles files;
    private final SnapshotMetadata metadata;

    PreparedFiles(SnapshotFiles files, SnapshotMetadata metadata) {
        this.files = files;
        this.metadata = metadata;
    }

    SnapshotFiles files() {
        return files;
    }

    /** The metadata with all files written so far. */
    public SnapshotMetadata metadata() {
        return new SnapshotMetadata(
                metadata.id(),
                metadata.timestampMillis(),
                metadata.parentId(),
                metadata.operation(),
                metadata.position(),
                metadata.counts(),
                metadata.summary(),
                metadata.schema(),
                files.entries(),
                files.numbers());
    }
}

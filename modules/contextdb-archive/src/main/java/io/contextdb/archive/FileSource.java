package io.contextdb.archive;

import io.contextdb.api.spi.SnapshotManifest;
import io.contextdb.api.spi.SnapshotManifest.DataFile;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedSet;

/**
 * Where files of snapshots can be had that are sound: an archive, or another directory of the same database. Used by
 * one thread.
 */
public interface FileSource {
    /**
     * A snapshot as the source has it.
     *
     * @param document the bytes of its document, which were checked
     */
    record Found(SnapshotManifest manifest, byte[] document) {
        /** The last commit in it. */
        public long commitIndex() {
            return manifest.record().position().index();
        }
    }

    /** The numbers of the snapshots whose documents are there, sound or not. */
    SortedSet<Long> snapshots();

    /** A snapshot; empty when there is none, or its document is damaged. */
    Optional<Found> snapshot(long id);

    /** Whether there is something under the name of a file that may be it; {@link #fetch} tells. */
    boolean has(DataFile file);

    /**
     * Brings a file, compares it with its digest, and syncs it.
     *
     * @param target where to, in a directory that exists; what is there is written over
     * @return why there is no such file here, or not a sound one; empty when it was brought
     */
    Optional<String> fetch(DataFile file, Path target);

    /** For messages. */
    @Override
    String toString();
}

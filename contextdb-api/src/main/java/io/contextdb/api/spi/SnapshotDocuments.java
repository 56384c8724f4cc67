package io.contextdb.api.spi;

import java.util.Set;

/** Reads the documents {@code metadata/snapshot-N.json} of a storage provider, for whoever moves snapshots between directories and stores. */
public interface SnapshotDocuments {
    /**
     * Reads a document, wherever it comes from, and checks its checksum.
     *
     * @param origin where it comes from, for messages
     * @throws io.contextdb.api.ContextDbException {@code CORRUPTION} when it is damaged, or names files that do not lie in a database's
     *     directory; {@code FORMAT_TOO_NEW}
     */
    SnapshotManifest read(String origin, byte[] document);

    /**
     * The document as it would be in another database.
     *
     * @param document a sound one
     * @param without the paths of files that it is not to name, all of them {@link SnapshotManifest.DataFile#derived derived}
     */
    byte[] rewrite(byte[] document, DatabaseId database, Set<String> without);
}

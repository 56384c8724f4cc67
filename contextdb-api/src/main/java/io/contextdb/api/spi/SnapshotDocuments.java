package io.contextdb.api.spi;

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
}

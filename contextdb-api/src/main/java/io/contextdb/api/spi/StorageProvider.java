package io.contextdb.api.spi;

import java.util.Optional;

/** A way to keep a database's data. The engine picks one by name when it opens a database. */
public interface StorageProvider {
    /** The stable name configuration uses, such as {@code mmap}. */
    String name();

    /**
     * Opens the storage of a database, new when its directory holds none. Called once, by the thread that opens the
     * database.
     */
    Storage open(StorageContext context);

    /** Reads the documents of its snapshots; empty when they are no files that could be moved. */
    default Optional<SnapshotDocuments> documents() {
        return Optional.empty();
    }
}

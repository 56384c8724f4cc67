package io.contextdb.api.spi;

import java.util.Optional;
import java.util.Set;

/**
 * An immutable base and the changes made since, in memory. One writer at a time; any number of readers, each on the
 * {@link StorageView} of a commit. The engine closes it when no view of it is in use any more.
 */
public interface StorageGeneration extends AutoCloseable {
    /** The newest published view; before the first publication, the base itself. */
    StorageView view();

    /** Where changes are made. */
    StorageWriter writer();

    /**
     * The index file of a vector space in the base, as an index wrote it; valid until {@link #close}. Empty as well
     * when the file is missing or damaged, which is logged: an index can be built anew.
     */
    Optional<IndexFile> indexFile(int space);

    /**
     * Tells that the index file of a vector space is damaged: {@link #indexFile} gives it no more, and no snapshot made
     * from this generation takes it over. Called by any thread.
     */
    void indexDamaged(int space);

    /** The numbers of the vector spaces whose index files are missing or damaged, as far as is known. */
    Set<Integer> damagedIndexes();

    /** Bytes of memory the changes take. */
    long deltaBytes();

    /** Frees memory and unmaps files. Views become invalid. Nothing the second time. */
    @Override
    void close();
}

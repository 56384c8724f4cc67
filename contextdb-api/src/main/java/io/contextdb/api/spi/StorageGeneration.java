package io.contextdb.api.spi;

import java.lang.foreign.MemorySegment;
import java.util.Optional;

/**
 * An immutable base and the changes made since, in memory. One writer at a time; any number of readers, each on the {@link StorageView} of a
 * commit. The engine closes it when no view of it is in use any more.
 */
public interface StorageGeneration extends AutoCloseable {
    /** The newest published view; before the first publication, the base itself. */
    StorageView view();

    /** Where changes are made. */
    StorageWriter writer();

    /** The index file of a vector space in the base, as an index wrote it; valid until {@link #close}. */
    Optional<MemorySegment> indexFile(int space);

    /** Bytes of memory the changes take. */
    long deltaBytes();

    /** Frees memory and unmaps files. Views become invalid. */
    @Override
    void close();
}

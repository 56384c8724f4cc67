package io.contextdb.engine.version;

import io.contextdb.api.spi.StorageView;
import io.contextdb.api.spi.VectorIndexReader;
import org.jspecify.annotations.Nullable;

/** One state of the database to read from: everything in it belongs together, and stays valid until it is closed. */
public interface ReadState extends AutoCloseable {
    /** The data. */
    StorageView view();

    /** The index over the rows of a vector space; null when there is none yet, so that every row is to be scanned. */
    @Nullable
    VectorIndexReader index(int space);

    /** Lets go of the state. */
    @Override
    void close();
}

package io.contextdb.engine.version;

import io.contextdb.api.spi.StorageView;
import io.contextdb.api.spi.VectorIndexReader;
import org.jspecify.annotations.Nullable;

/** One state of the database to read from: everything in it belongs together, and stays valid while its owner holds it. */
public interface ReadState {
    /** The data. */
    StorageView view();

    /** The index over the rows of a vector space; null when there is none yet, so that every row is to be scanned. */
    @Nullable
    VectorIndexReader index(int space);
}

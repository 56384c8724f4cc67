package io.contextdb.index.flat;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.VectorIndexOptions;
import io.contextdb.api.spi.BuildControl;
import io.contextdb.api.spi.VectorIndex;
import io.contextdb.api.spi.VectorIndexReader;
import io.contextdb.api.spi.VectorRows;

/** Counts rows: every row is a batch of its own, and building is nothing. */
final class FlatIndex implements VectorIndex {
    private final String name;
    private final VectorIndexOptions options;
    private volatile FlatReader newest;
    private volatile boolean closed;

    FlatIndex(String name, VectorIndexOptions options, int indexedRows) {
        this.name = name;
        this.options = options;
        this.newest = new FlatReader(options, indexedRows);
    }

    @Override
    public int boundary(int rows) {
        return rows;
    }

    @Override
    public VectorIndexReader reader() {
        if (closed) {
            throw new ContextDbException(ErrorCode.CLOSED, "the index of " + name + " is closed");
        }
        return newest;
    }

    @Override
    public void extend(VectorRows rows, int boundary, BuildControl control) {
        assert boundary <= rows.count();
        if (boundary > newest.indexedRows()) {
            newest = new FlatReader(options, boundary);
            control.proceed(boundary);
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}

package scan;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.VectorIndexOptions;
import io.contextdb.api.spi.BuildControl;
import io.contextdb.api.spi.VectorIndex;
import io.contextdb.api.spi.VectorIndexReader;
import io.contextdb.api.spi.VectorRows;

/** A number of rows: building the index is counting. */
final class ScanIndex implements VectorIndex {

    private final String name;
    private final VectorIndexOptions options;
    private volatile ScanReader newest;
    private volatile boolean closed;

    ScanIndex(String name, VectorIndexOptions options, int rows) {
        this.name = name;
        this.options = options;
        this.newest = new ScanReader(options, rows);
    }

    /** Every row is a batch, so no row is ever left to the engine. */
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
        if (boundary > newest.indexedRows()) {
            newest = new ScanReader(options, boundary);
            control.proceed(boundary);
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}

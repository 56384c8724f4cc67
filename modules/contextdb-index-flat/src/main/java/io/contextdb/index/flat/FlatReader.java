package io.contextdb.index.flat;

import io.contextdb.api.VectorIndexOptions;
import io.contextdb.api.spi.ByteSink;
import io.contextdb.api.spi.VectorIndexReader;
import io.contextdb.api.spi.VectorSearch;
import io.contextdb.kernels.NearestRows;
import io.contextdb.kernels.Query;
import io.contextdb.kernels.RowScan;
import io.contextdb.kernels.Scorer;

/** Scans the first {@code indexedRows} rows. Holds nothing, so closing it does nothing. */
final class FlatReader implements VectorIndexReader {
    private final VectorIndexOptions options;
    private final Scorer scorer;
    private final int indexedRows;

    private record Scratch(Query query, RowScan scan, NearestRows nearest) {}

    FlatReader(VectorIndexOptions options, int indexedRows) {
        this.options = options;
        this.scorer = new Scorer(options.metric(), options.dimension());
        this.indexedRows = indexedRows;
    }

    @Override
    public int indexedRows() {
        return indexedRows;
    }

    @Override
    public long searchCost(int k, int ef, int candidates) {
        return indexedRows;
    }

    @Override
    public void search(VectorSearch search) {
        assert indexedRows <= search.rows().count();
        Scratch scratch;
        if (search.scratch() instanceof Scratch kept) {
            scratch = kept;
        } else {
            scratch = new Scratch(new Query(), new RowScan(), new NearestRows());
            search.scratch(scratch);
        }
        search.clearResults();
        scratch.nearest.reset(search.k());
        scratch.query.set(scorer, search);
        scratch.scan.scan(scratch.query, 0, indexedRows, search.filter(), scratch.nearest);
        scratch.query.release();
        scratch.nearest.drainTo(search, search.k());
    }

    @Override
    public void write(ByteSink sink) {
        FlatFile.write(sink, options, indexedRows);
    }

    @Override
    public void close() {}
}

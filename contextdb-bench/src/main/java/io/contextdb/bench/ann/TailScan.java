package io.contextdb.bench.ann;

import io.contextdb.api.VectorIndexOptions;
import io.contextdb.api.spi.ByteSink;
import io.contextdb.api.spi.VectorIndexReader;
import io.contextdb.api.spi.VectorSearch;
import io.contextdb.kernels.NearestRows;
import io.contextdb.kernels.RowScan;
import io.contextdb.kernels.Scorer;

/** What the engine makes of an index: searches it, and scans the rows it has not taken in. */
final class TailScan implements VectorIndexReader {
    private final VectorIndexReader index;
    private final Scorer scorer;
    private final ThreadLocal<NearestRows> nearest = ThreadLocal.withInitial(NearestRows::new);
    private final ThreadLocal<RowScan> scan = ThreadLocal.withInitial(RowScan::new);

    TailScan(VectorIndexReader index, VectorIndexOptions options) {
        this.index = index;
        this.scorer = new Scorer(options.metric(), options.dimension());
    }

    @Override
    public int indexedRows() {
        return index.indexedRows();
    }

    @Override
    public void search(VectorSearch search) {
        index.search(search);
        int from = index.indexedRows();
        int to = search.rows().count();
        if (from == to) {
            return;
        }
        NearestRows best = nearest.get();
        best.reset(search.k());
        for (int i = 0; i < search.resultCount(); i++) {
            best.offer(search.resultRow(i), search.resultScore(i));
        }
        scan.get()
                .scan(
                        scorer,
                        search.rows(),
                        search.queryAddress(),
                        search.queryInverseNorm(),
                        from,
                        to,
                        search.filter(),
                        best);
        search.clearResults();
        best.drainTo(search, search.k());
    }

    @Override
    public void write(ByteSink sink) {
        index.write(sink);
    }

    @Override
    public void close() {
        index.close();
    }
}

package io.contextdb.bench.ann;

import io.contextdb.api.spi.VectorIndexReader;
import io.contextdb.api.spi.VectorSearch;
import io.contextdb.kernels.NearestRows;
import io.contextdb.kernels.Query;
import io.contextdb.kernels.RowScan;
import io.contextdb.kernels.Scorer;

/** Asks an index, and compares with the rows after its last batch one by one, as a database does. */
final class IndexSearcher implements Searcher {
    private final AnnDataset dataset;
    private final VectorIndexReader index;
    private final int ef;
    private final Scorer scorer;
    private final VectorSearch search = new VectorSearch();
    private final NearestRows nearest = new NearestRows();
    private final Query query = new Query();
    private final RowScan scan = new RowScan();

    IndexSearcher(AnnDataset dataset, VectorIndexReader index, int ef) {
        this.dataset = dataset;
        this.index = index;
        this.ef = ef;
        this.scorer = new Scorer(dataset.metric(), dataset.base().dimension());
    }

    @Override
    public void search(int query) {
        FileRows base = dataset.base();
        FileRows queries = dataset.queries();
        search.set(base, queries.address(query), queries.inverseNorm(query), AnnDataset.K, ef, null);
        index.search(search);
        if (index.indexedRows() < base.count()) {
            scanTail(base);
        }
    }

    private void scanTail(FileRows base) {
        nearest.reset(AnnDataset.K);
        for (int i = 0; i < search.resultCount(); i++) {
            nearest.offer(search.resultRow(i), search.resultScore(i));
        }
        query.set(scorer, search);
        scan.scan(query, index.indexedRows(), base.count(), null, nearest);
        search.clearResults();
        nearest.drainTo(search, AnnDataset.K);
    }

    @Override
    public int resultCount() {
        return search.resultCount();
    }

    @Override
    public int resultRow(int place) {
        return search.resultRow(place);
    }
}

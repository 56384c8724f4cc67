package io.contextdb.bench.ann;

import io.contextdb.api.Database;
import io.contextdb.api.SearchHits;
import io.contextdb.api.SimilarityQuery;

/** Asks a database, as users do, with hits that are used again. Node i has row i. */
final class DatabaseSearcher implements Searcher {
    private final Database database;
    private final float[][] queries;
    private final SimilarityQuery asked;
    private final SearchHits hits = new SearchHits();

    DatabaseSearcher(Database database, float[][] queries, int ef) {
        this.database = database;
        this.queries = queries;
        this.asked = SimilarityQuery.top(AnnDataset.K).ef(ef);
    }

    @Override
    public void search(int query) {
        database.querySimilar(queries[query], asked, hits);
    }

    @Override
    public int resultCount() {
        return hits.size();
    }

    @Override
    public int resultRow(int place) {
        return (int) hits.id(place);
    }
}

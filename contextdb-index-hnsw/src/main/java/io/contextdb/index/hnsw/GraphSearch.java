package io.contextdb.index.hnsw;

import io.contextdb.api.spi.VectorRows;
import io.contextdb.api.spi.VectorSearch;
import io.contextdb.kernels.Query;
import io.contextdb.kernels.ScoredRow;
import io.contextdb.kernels.Scorer;

/** A search of a whole graph, with its scratch memory; lives in a {@link VectorSearch}. */
final class GraphSearch {
    /** Wider beams keep heaps: in sorted arrays of this length moving costs as much. */
    private static final int SORTED_WIDTH_MAX = 1024;

    private final Query query = new Query();
    private final Descent descent = new Descent();
    private final Beam beam = new Beam();
    private final FilteredBeam filteredBeam = new FilteredBeam();

    /** Searches a graph that has a row. */
    void run(Graph graph, Scorer scorer, VectorSearch search) {
        VectorRows rows = search.rows();
        query.set(scorer, search);
        int width = graph.parameters().width(search.k(), search.ef());
        int start = 0;
        if (graph.entryTower() >= 0) {
            descent.walk(graph, 0, query);
            start = graph.row(1, descent.tower());
        }
        if (search.filter() == null && rows.liveCount() == rows.count() && width <= SORTED_WIDTH_MAX) {
            beam.begin(graph, 0, width);
            beam.start(start, query.score(start));
            beam.run(graph, 0, query);
            int count = Math.min(search.k(), beam.size());
            for (int i = 0; i < count; i++) {
                search.addResult(ScoredRow.row(beam.found(i)), ScoredRow.score(beam.found(i)));
            }
        } else {
            filteredBeam.run(graph, query, start, width, search);
        }
        query.release();
    }
}

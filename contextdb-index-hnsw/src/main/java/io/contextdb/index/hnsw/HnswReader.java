package io.contextdb.index.hnsw;

import io.contextdb.api.VectorIndexOptions;
import io.contextdb.api.spi.ByteSink;
import io.contextdb.api.spi.VectorIndexReader;
import io.contextdb.api.spi.VectorSearch;
import io.contextdb.kernels.Scorer;

/** A published graph. The index counts who holds it. */
final class HnswReader implements VectorIndexReader {
    /**
     * How many rows could be compared one after the other in the time a search takes for each row it meets: that one
     * pays for distance, heap and cache misses. As the bench module's {@code CandidatesBenchmark} gives it: 20,000 x
     * 128 under cosine, k 10, width 64, two busy cores. Comparing took 34 to 57 us for 1,000 candidates, a search
     * 3,528, 1,879 and 546 us with 1,000, 2,500 and 10,000 candidates: 69, 73 and 85 rows.
     */
    private static final long ROWS_PER_STEP = 70;

    private final HnswIndex index;
    private final VectorIndexOptions options;
    private final Scorer scorer;
    private final Graph graph;

    /** How many hold this state; the newest one is also held by the index. Guarded by the index. */
    int holders = 1;

    HnswReader(HnswIndex index, VectorIndexOptions options, Scorer scorer, Graph graph) {
        this.index = index;
        this.options = options;
        this.scorer = scorer;
        this.graph = graph;
    }

    /** The graph it searches. */
    Graph graph() {
        return graph;
    }

    @Override
    public int indexedRows() {
        return graph.rows();
    }

    /**
     * A search that keeps a fraction of what it meets goes on until it has kept as many rows as it is wide, so it meets
     * the width divided by the fraction.
     */
    @Override
    public long searchCost(int k, int ef, int candidates) {
        return ROWS_PER_STEP * graph.parameters().width(k, ef) * graph.rows() / candidates;
    }

    @Override
    public void search(VectorSearch search) {
        assert graph.rows() <= search.rows().count();
        search.clearResults();
        if (graph.rows() == 0) {
            return;
        }
        GraphSearch scratch;
        if (search.scratch() instanceof GraphSearch kept) {
            scratch = kept;
        } else {
            scratch = new GraphSearch();
            search.scratch(scratch);
        }
        scratch.run(graph, scorer, search);
    }

    @Override
    public void write(ByteSink sink) {
        HnswFile.write(sink, options, graph);
    }

    @Override
    public void close() {
        index.release(this);
    }
}

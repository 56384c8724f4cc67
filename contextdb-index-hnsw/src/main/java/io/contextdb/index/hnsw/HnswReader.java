package io.contextdb.index.hnsw;

import io.contextdb.api.VectorIndexOptions;
import io.contextdb.api.spi.ByteSink;
import io.contextdb.api.spi.VectorIndexReader;
import io.contextdb.api.spi.VectorSearch;
import io.contextdb.kernels.Scorer;

/** A published graph. The index counts who holds it. */
final class HnswReader implements VectorIndexReader {
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

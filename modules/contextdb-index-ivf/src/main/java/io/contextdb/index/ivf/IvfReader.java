package io.contextdb.index.ivf;

import io.contextdb.api.VectorIndexOptions;
import io.contextdb.api.spi.ByteSink;
import io.contextdb.api.spi.VectorIndexReader;
import io.contextdb.api.spi.VectorSearch;
import io.contextdb.kernels.Scorer;

/** A published state. What it holds is freed when nobody refers to it, so closing it does nothing. */
final class IvfReader implements VectorIndexReader {
    private final VectorIndexOptions options;
    private final IvfParameters parameters;
    private final Scorer scorer;
    private final IvfState state;

    IvfReader(VectorIndexOptions options, IvfParameters parameters, Scorer scorer, IvfState state) {
        this.options = options;
        this.parameters = parameters;
        this.scorer = scorer;
        this.state = state;
    }

    IvfState state() {
        return state;
    }

    @Override
    public int indexedRows() {
        return state.rows();
    }

    /**
     * All centroids, and the rows of the lists it scans: those it is told to, and as many more as it needs to meet k
     * candidates.
     */
    @Override
    public long searchCost(int k, int ef, int candidates) {
        int lists = Math.max(1, state.lists());
        long probed = (long) Math.min(lists, parameters.probes(ef)) * state.rows() / lists;
        return lists + Math.max(probed, (long) k * state.rows() / candidates);
    }

    @Override
    public void search(VectorSearch search) {
        assert state.rows() <= search.rows().count();
        search.clearResults();
        if (state.rows() == 0) {
            return;
        }
        IvfSearch scratch;
        if (search.scratch() instanceof IvfSearch kept) {
            scratch = kept;
        } else {
            scratch = new IvfSearch();
            search.scratch(scratch);
        }
        scratch.run(state, scorer, parameters.probes(search.ef()), search);
    }

    @Override
    public void write(ByteSink sink) {
        IvfFile.write(sink, options, parameters, state);
    }

    @Override
    public void close() {}
}

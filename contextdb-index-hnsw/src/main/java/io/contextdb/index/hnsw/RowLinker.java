package io.contextdb.index.hnsw;

import io.contextdb.api.spi.VectorRows;
import io.contextdb.kernels.Query;
import io.contextdb.kernels.ScoredRow;
import io.contextdb.kernels.Scorer;
import io.contextdb.memory.NativeMemory;

/**
 * Links a new row: searches the graph as it was before its batch, and fills the row's own lists. Scratch memory of one
 * thread.
 */
final class RowLinker {
    private final Scorer scorer;
    private final VectorRows rows;
    private final HnswParameters parameters;
    private final Query query = new Query();
    private final Descent descent = new Descent();
    private final Beam beam = new Beam();
    private final Diversity diversity;
    private long[] candidates = new long[16];

    RowLinker(Scorer scorer, VectorRows rows, HnswParameters parameters) {
        this.scorer = scorer;
        this.rows = rows;
        this.parameters = parameters;
        this.diversity = new Diversity(scorer, rows, parameters.linksAtBase());
    }

    /**
     * Links a row.
     *
     * @param graph the graph before the batch, with at least one row
     * @param level the row's level
     * @param firstUpperList the list of its level 1, when its level is above 0
     * @param base takes its links at level 0
     * @param upper takes its links above
     */
    void link(Graph graph, int row, int level, int firstUpperList, NewLinks base, NewLinks upper) {
        query.set(scorer, rows, row);
        int start = 0;
        if (graph.entryTower() >= 0) {
            int highest = Math.min(level, graph.entryLevel());
            descent.walk(graph, highest, query);
            int tower = descent.tower();
            float score = descent.score();
            for (int at = highest; at > 0; at--) {
                search(graph, at, tower, score);
                tower = ScoredRow.row(beam.found(0));
                score = ScoredRow.score(beam.found(0));
                int list = firstUpperList + at - 1;
                choose(graph, at, graph.upper().address(list), list, upper);
            }
            start = graph.row(1, tower);
        }
        search(graph, 0, start, query.score(start));
        choose(graph, 0, graph.base().address(row), row, base);
    }

    private void search(Graph graph, int level, int start, float score) {
        beam.begin(graph, level, parameters.efConstruction());
        beam.start(start, score);
        beam.run(graph, level, query);
    }

    private void choose(Graph graph, int level, long address, int list, NewLinks links) {
        candidates = beam.copyFound(candidates);
        int count = diversity.choose(graph, level, candidates, beam.size(), parameters.m());
        links.set(list, candidates, count);
        for (int i = 0; i < count; i++) {
            NativeMemory.putInt(address + (long) i * Integer.BYTES, ScoredRow.row(candidates[i]));
        }
    }
}

package io.contextdb.index.hnsw;

import io.contextdb.api.spi.VectorRows;
import io.contextdb.kernels.Scorer;
import io.contextdb.kernels.Workers;
import java.util.Arrays;

/** Links rows into a graph, one batch after the other. */
final class Builder implements AutoCloseable {
    private final GraphStore store;
    private final Levels levels;
    private final Workers workers;
    private final RowLinker[] linkers;
    private final LinkMerger[] mergers;
    private final SpanningTree tree;
    private final NewLinks base;
    private final NewLinks upper;
    private int[] firstUpperList = new int[64];
    private int[] targetStarts = new int[64];

    Builder(GraphStore store, HnswParameters parameters, Scorer scorer, VectorRows rows, int threads) {
        this.store = store;
        this.levels = new Levels(parameters.m());
        this.workers = new Workers(threads);
        this.linkers = new RowLinker[threads];
        Arrays.setAll(linkers, worker -> new RowLinker(scorer, rows, parameters));
        this.mergers = new LinkMerger[threads];
        Arrays.setAll(mergers, worker -> new LinkMerger(scorer, rows, parameters));
        this.tree = new SpanningTree(store, scorer, rows, parameters);
        this.base = new NewLinks(parameters.m());
        this.upper = new NewLinks(parameters.m());
    }

    /** Links the rows from the graph's number of rows to {@code end}, exclusive: one batch. */
    void link(int end) {
        int start = store.rows();
        int highestTower = -1;
        int highestLevel = 0;
        base.begin(start);
        upper.begin(store.upperLists());
        if (firstUpperList.length < end - start) {
            firstUpperList = new int[2 * (end - start)];
        }
        for (int row = start; row < end; row++) {
            int level = levels.of(row);
            firstUpperList[row - start] = store.upperLists();
            store.addRow(row, level);
            base.add(0, row);
            int tower = store.towers() - 1;
            for (int at = 1; at <= level; at++) {
                upper.add(at, tower);
            }
            if (level > highestLevel) {
                highestLevel = level;
                highestTower = tower;
            }
        }
        if (start > 0) {
            Graph before = store.graph();
            workers.run(
                    end - start,
                    1,
                    (worker, item) -> linkers[worker].link(
                            before, start + item, levels.of(start + item), firstUpperList[item], base, upper));
            linkBack(upper);
            linkBack(base);
            for (int row = start; row < end; row++) {
                tree.tie(row, base);
            }
        }
        store.finish(end, highestTower, highestLevel);
    }

    /** Adds every link that was made to its target's list too, each target's by one thread. */
    private void linkBack(NewLinks made) {
        made.sortByTarget(store.graph());
        int targets = 0;
        for (int place = 0; place < made.backLinks(); place++) {
            if (place == 0 || made.targetList(place) != made.targetList(place - 1)) {
                if (targets + 1 >= targetStarts.length) {
                    targetStarts = Arrays.copyOf(targetStarts, 2 * targetStarts.length);
                }
                targetStarts[targets++] = place;
                store.own(made.level(made.link(place)), made.targetList(place));
            }
        }
        targetStarts[targets] = made.backLinks();
        Graph owned = store.graph();
        int[] starts = targetStarts;
        workers.run(
                targets,
                16,
                (worker, target) -> mergers[worker].merge(owned, made, starts[target], starts[target + 1]));
    }

    @Override
    public void close() {
        workers.close();
    }
}

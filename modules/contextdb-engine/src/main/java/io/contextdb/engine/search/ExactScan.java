package io.contextdb.engine.search;

import io.contextdb.api.Metric;
import io.contextdb.api.spi.StorageView;
import io.contextdb.api.spi.VectorRows;
import io.contextdb.engine.scratch.QueryScratch;
import io.contextdb.engine.scratch.RowQuery;
import io.contextdb.engine.scratch.RowSet;
import io.contextdb.engine.scratch.TopHits;
import io.contextdb.kernels.Scorer;

/**
 * Compares rows one and all with the query and offers them to the hits: exact, and the fastest way when they are few.
 */
public final class ExactScan {
    /** Rows scored before they are looked at: few enough to stay in the nearest cache. */
    private static final int BLOCK_ROWS = 512;

    private ExactScan() {}

    /**
     * Offers the live rows from {@code from} to {@code to}, exclusive, but the excluded one; returns how many there
     * are.
     */
    public static int range(int from, int to, QueryScratch scratch) {
        VectorRows rows = scratch.query.rows();
        int excluded = scratch.query.excludedRow();
        RowSet block = scratch.block;
        int offered = 0;
        for (int row = from; row < to; row++) {
            if (rows.live(row) && row != excluded) {
                block.add(row);
                if (block.count() == BLOCK_ROWS) {
                    offered += offerBlock(block, scratch);
                }
            }
        }
        return offered + offerBlock(block, scratch);
    }

    /** Offers {@code ordinals[from] .. ordinals[to - 1]}, which are live rows, but the excluded one. */
    public static void rows(int[] ordinals, int from, int to, QueryScratch scratch) {
        int excluded = scratch.query.excludedRow();
        RowSet block = scratch.block;
        for (int i = from; i < to; i++) {
            if (ordinals[i] != excluded) {
                block.add(ordinals[i]);
                if (block.count() == BLOCK_ROWS) {
                    offerBlock(block, scratch);
                }
            }
        }
        offerBlock(block, scratch);
    }

    /** Offers the rows of a block and empties it; returns how many there were. */
    private static int offerBlock(RowSet block, QueryScratch scratch) {
        int count = block.count();
        if (count == 0) {
            return 0;
        }
        RowQuery query = scratch.query;
        int scored = block.padToFours();
        float[] scores = scratch.scores(scored);
        query.query().score(block.rows(), 0, scored, scores);
        toSimilarities(query.query().scorer(), scores, count);
        int[] rows = block.rows();
        for (int i = 0; i < count; i++) {
            offer(query, rows[i], scores[i], scratch.hits);
        }
        block.clear();
        return count;
    }

    /** Offers a row whose score an index found. */
    public static void offerScored(int row, float score, QueryScratch scratch) {
        offer(scratch.query, row, scratch.query.query().scorer().similarity(score), scratch.hits);
    }

    private static void offer(RowQuery query, int row, float similarity, TopHits hits) {
        if (similarity >= hits.bar()) {
            StorageView view = query.view();
            hits.offer(view.nodeId(query.rows().node(row)), similarity);
        }
    }

    private static void toSimilarities(Scorer scorer, float[] scores, int count) {
        if (scorer.metric() == Metric.EUCLIDEAN) {
            for (int i = 0; i < count; i++) {
                scores[i] = Scorer.similarity(Metric.EUCLIDEAN, scores[i]);
            }
        }
    }
}

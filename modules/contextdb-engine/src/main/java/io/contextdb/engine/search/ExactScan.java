package io.contextdb.engine.search;

import io.contextdb.api.Metric;
import io.contextdb.api.spi.StorageView;
import io.contextdb.api.spi.VectorRows;
import io.contextdb.engine.scratch.QueryScratch;
import io.contextdb.engine.scratch.RowQuery;
import io.contextdb.engine.scratch.TopHits;
import io.contextdb.kernels.Scorer;

/** Compares rows one and all with the query and offers them to the hits: exact, and the fastest way when they are few. */
public final class ExactScan {
    /** Rows scored before they are looked at: scores stay in the nearest cache. */
    private static final int BLOCK_ROWS = 1024;

    private ExactScan() {}

    /** Offers the live rows from {@code from} to {@code to}, exclusive; returns how many there are, the excluded one left out. */
    public static int range(int from, int to, QueryScratch scratch) {
        RowQuery query = scratch.query;
        VectorRows rows = query.rows();
        float[] scores = scratch.scores(BLOCK_ROWS);
        int offered = 0;
        for (int block = from; block < to; block += BLOCK_ROWS) {
            int count = Math.min(BLOCK_ROWS, to - block);
            query.scorer().scoreRange(rows, query.address(), query.inverseNorm(), block, count, scores);
            toSimilarities(query.scorer(), scores, 0, count);
            for (int i = 0; i < count; i++) {
                int row = block + i;
                if (rows.live(row) && row != query.excludedRow()) {
                    offered++;
                    offer(query, row, scores[i], scratch.hits);
                }
            }
        }
        return offered;
    }

    /** Offers {@code ordinals[from] .. ordinals[to - 1]}, which are live rows; the excluded one is left out. */
    public static void rows(int[] ordinals, int from, int to, QueryScratch scratch) {
        RowQuery query = scratch.query;
        float[] scores = scratch.scores(to);
        for (int block = from; block < to; block += BLOCK_ROWS) {
            int end = Math.min(to, block + BLOCK_ROWS);
            query.scorer().score(query.rows(), query.address(), query.inverseNorm(), ordinals, block, end, scores);
            toSimilarities(query.scorer(), scores, block, end);
            for (int i = block; i < end; i++) {
                if (ordinals[i] != query.excludedRow()) {
                    offer(query, ordinals[i], scores[i], scratch.hits);
                }
            }
        }
    }

    /** Offers a row whose score an index found. */
    public static void offerScored(int row, float score, QueryScratch scratch) {
        offer(scratch.query, row, scratch.query.scorer().similarity(score), scratch.hits);
    }

    private static void offer(RowQuery query, int row, float similarity, TopHits hits) {
        if (similarity >= hits.bar()) {
            StorageView view = query.view();
            hits.offer(view.nodeId(query.rows().node(row)), similarity);
        }
    }

    private static void toSimilarities(Scorer scorer, float[] scores, int from, int to) {
        if (scorer.metric() == Metric.EUCLIDEAN) {
            for (int i = from; i < to; i++) {
                scores[i] = Scorer.similarity(Metric.EUCLIDEAN, scores[i]);
            }
        }
    }
}

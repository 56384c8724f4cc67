package scan;

import io.contextdb.api.VectorIndexOptions;
import io.contextdb.api.spi.ByteSink;
import io.contextdb.api.spi.RowFilter;
import io.contextdb.api.spi.VectorIndexReader;
import io.contextdb.api.spi.VectorRows;
import io.contextdb.api.spi.VectorSearch;

/** Compares the query with the first rows, as many as were counted. It holds nothing, so any thread may use it. */
final class ScanReader implements VectorIndexReader {

    private final VectorIndexOptions options;
    private final int indexedRows;

    ScanReader(VectorIndexOptions options, int indexedRows) {
        this.options = options;
        this.indexedRows = indexedRows;
    }

    @Override
    public int indexedRows() {
        return indexedRows;
    }

    @Override
    public long searchCost(int k, int ef, int candidates) {
        return indexedRows;
    }

    /** Keeps the best rows in order. Rows come in ascending order, so a row goes behind its equals. */
    @Override
    public void search(VectorSearch search) {
        Best best = search.scratch() instanceof Best kept ? kept : new Best();
        search.scratch(best);
        best.clear(Math.min(search.k(), indexedRows));
        VectorRows rows = search.rows();
        RowFilter filter = search.filter();
        for (int row = 0; row < indexedRows; row++) {
            if (rows.live(row) && (filter == null || filter.accepts(row))) {
                best.offer(row, Score.of(options.metric(), search, row));
            }
        }
        search.clearResults();
        for (int i = 0; i < best.size; i++) {
            search.addResult(best.rows[i], best.scores[i]);
        }
    }

    @Override
    public void write(ByteSink sink) {
        ScanFile.write(sink, options, indexedRows);
    }

    @Override
    public void close() {}

    /** The scratch memory of one search, kept in the search object so that the next one allocates nothing. */
    private static final class Best {
        private int[] rows = new int[0];
        private float[] scores = new float[0];
        private int limit;
        private int size;

        void clear(int newLimit) {
            if (rows.length < newLimit) {
                rows = new int[newLimit];
                scores = new float[newLimit];
            }
            limit = newLimit;
            size = 0;
        }

        void offer(int row, float score) {
            if (size == limit && (limit == 0 || score <= scores[size - 1])) {
                return;
            }
            int at = size == limit ? size - 1 : size++;
            for (; at > 0 && scores[at - 1] < score; at--) {
                rows[at] = rows[at - 1];
                scores[at] = scores[at - 1];
            }
            rows[at] = row;
            scores[at] = score;
        }
    }
}

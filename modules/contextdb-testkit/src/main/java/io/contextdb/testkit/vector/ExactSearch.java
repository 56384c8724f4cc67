package io.contextdb.testkit.vector;

import io.contextdb.api.Metric;
import io.contextdb.api.spi.RowFilter;
import io.contextdb.api.spi.VectorRows;
import io.contextdb.api.spi.VectorSearch;
import io.contextdb.kernels.KernelWidth;
import io.contextdb.kernels.Query;
import io.contextdb.kernels.Scorer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The oracle: scores all rows one by one with the scalar kernels and sorts them. */
public final class ExactSearch {
    private ExactSearch() {}

    /**
     * A result.
     *
     * @param row its row
     * @param score its score
     */
    public record Hit(int row, float score) {}

    /** The k best of the first {@code indexedRows} rows that are live and accepted, best first, equal ones by row. */
    public static List<Hit> search(
            Metric metric, VectorRows rows, int indexedRows, long address, int k, @Nullable RowFilter filter) {
        Scorer scorer = new Scorer(metric, rows.dimension(), KernelWidth.SCALAR);
        Query query = new Query();
        query.set(scorer, rows, address, scorer.inverseNorm(address));
        return IntStream.range(0, indexedRows)
                .filter(row -> rows.live(row) && (filter == null || filter.accepts(row)))
                .mapToObj(row -> new Hit(row, query.score(row)))
                .sorted(Comparator.comparing(Hit::score).reversed().thenComparing(Hit::row))
                .limit(k)
                .toList();
    }

    /** The results of a search as hits. */
    public static List<Hit> hits(VectorSearch search) {
        List<Hit> hits = new ArrayList<>();
        for (int i = 0; i < search.resultCount(); i++) {
            hits.add(new Hit(search.resultRow(i), search.resultScore(i)));
        }
        return hits;
    }

    /** The share of the exact hits whose score the found ones reach: rank by rank would punish ties. */
    public static double recall(List<Hit> exact, List<Hit> found) {
        if (exact.isEmpty()) {
            return 1;
        }
        float worst = exact.getLast().score();
        long reached = found.stream().filter(hit -> hit.score() >= worst).count();
        return Math.min(1, (double) reached / exact.size());
    }
}

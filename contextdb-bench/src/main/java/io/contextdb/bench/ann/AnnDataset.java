package io.contextdb.bench.ann;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.Metric;
import io.contextdb.api.spi.VectorSearch;
import io.contextdb.kernels.NearestRows;
import io.contextdb.kernels.RowScan;
import io.contextdb.kernels.Scorer;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Vectors, queries and the exact answers.
 *
 * @param directory where it was read
 * @param metric how vectors are compared
 * @param base the vectors
 * @param queries the queries
 * @param nearest for each query the rows of its exact neighbours, best first, at least {@link #K}, or all rows when there are fewer
 */
record AnnDataset(Path directory, Metric metric, FileRows base, FileRows queries, int[][] nearest) {
    /** Recall is measured among this many results. */
    static final int K = 10;

    /**
     * Reads {@code base.fvecs}, {@code query.fvecs}, {@code gt.ivecs} and {@code meta.txt}. Without {@code meta.txt}, or a line {@code
     * metric=} in it, the metric is l2; without {@code gt.ivecs} the exact answers are computed.
     */
    static AnnDataset read(Path directory, Arena arena) throws IOException {
        Metric metric = metric(directory.resolve("meta.txt"));
        VectorFile baseFile = VectorFile.map(directory.resolve("base.fvecs"), arena);
        VectorFile queryFile = VectorFile.map(directory.resolve("query.fvecs"), arena);
        if (baseFile.dimension() != queryFile.dimension()) {
            throw queryFile.malformed(
                    "has dimension " + queryFile.dimension() + ", " + baseFile.path() + " has " + baseFile.dimension());
        }
        FileRows base = new FileRows(baseFile, metric, arena);
        FileRows queries = new FileRows(queryFile, metric, arena);
        Path answers = directory.resolve("gt.ivecs");
        int[][] nearest = Files.exists(answers)
                ? read(VectorFile.map(answers, arena), base.count(), queries.count())
                : compute(metric, base, queries);
        return new AnnDataset(directory, metric, base, queries, nearest);
    }

    private static Metric metric(Path meta) throws IOException {
        List<String> lines = Files.exists(meta) ? Files.readAllLines(meta) : List.of();
        String name = lines.stream()
                .map(String::strip)
                .filter(line -> line.startsWith("metric="))
                .map(line -> line.substring("metric=".length()).strip())
                .findFirst()
                .orElse("l2");
        return switch (name) {
            case "l2" -> Metric.EUCLIDEAN;
            case "cosine" -> Metric.COSINE;
            case "dot" -> Metric.DOT;
            default ->
                throw new ContextDbException(
                        ErrorCode.MALFORMED_INPUT, meta + " has metric=" + name + "; it must be l2, cosine or dot");
        };
    }

    private static int[][] read(VectorFile file, int rows, int queries) {
        if (file.rows() < queries) {
            throw file.malformed("has " + file.rows() + " rows for " + queries + " queries");
        }
        if (file.dimension() < Math.min(K, rows)) {
            throw file.malformed("has " + file.dimension() + " neighbours for each query; recall needs " + K);
        }
        int[][] nearest = new int[queries][];
        for (int query = 0; query < queries; query++) {
            nearest[query] = file.ints(query);
            for (int row : nearest[query]) {
                if (row < 0 || row >= rows) {
                    throw file.malformed("names row " + row + " for query " + query + "; there are " + rows);
                }
            }
        }
        return nearest;
    }

    private static int[][] compute(Metric metric, FileRows base, FileRows queries) {
        Scorer scorer = new Scorer(metric, base.dimension());
        RowScan scan = new RowScan();
        NearestRows best = new NearestRows();
        VectorSearch search = new VectorSearch();
        int[][] nearest = new int[queries.count()][];
        for (int query = 0; query < nearest.length; query++) {
            best.reset(K);
            scan.scan(scorer, base, queries.address(query), queries.inverseNorm(query), 0, base.count(), null, best);
            search.clearResults();
            best.drainTo(search, K);
            nearest[query] = new int[search.resultCount()];
            for (int i = 0; i < nearest[query].length; i++) {
                nearest[query][i] = search.resultRow(i);
            }
        }
        return nearest;
    }

    /**
     * The mean share of the ten exact neighbours that were found. A row that is none of them but scores as well as the tenth counts too: which of equal
     * rows are called exact is arbitrary.
     *
     * @param found {@link #K} rows for each query, one query after the other, -1 for none
     */
    double recall(int[] found) {
        Scorer scorer = new Scorer(metric, base.dimension());
        long hits = 0;
        long possible = 0;
        for (int query = 0; query < queries.count(); query++) {
            int wanted = Math.min(K, nearest[query].length);
            float worst = score(scorer, query, nearest[query][wanted - 1]);
            int reached = 0;
            for (int i = 0; i < K; i++) {
                int row = found[query * K + i];
                if (row >= 0 && score(scorer, query, row) >= worst) {
                    reached++;
                }
            }
            hits += Math.min(wanted, reached);
            possible += wanted;
        }
        return (double) hits / possible;
    }

    private float score(Scorer scorer, int query, int row) {
        return scorer.score(base, queries.address(query), queries.inverseNorm(query), row);
    }
}

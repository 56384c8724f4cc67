package io.contextdb.bench.ann;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.Metric;
import io.contextdb.api.spi.VectorSearch;
import io.contextdb.kernels.NearestRows;
import io.contextdb.kernels.Query;
import io.contextdb.kernels.RowScan;
import io.contextdb.kernels.Scorer;
import io.contextdb.transfer.IvecsFile;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Vectors, queries and the exact answers.
 *
 * @param directory where it was read
 * @param metric how vectors are compared
 * @param base the vectors
 * @param queries the queries
 * @param nearest for each query the rows of its exact neighbours, best first, at least {@link #K}, or all rows when
 *     there are fewer
 */
record AnnDataset(Path directory, Metric metric, FileRows base, FileRows queries, int[][] nearest) {
    /** Recall is measured among this many results. */
    static final int K = 10;

    private static final Pattern METRIC = Pattern.compile(
            "^(?:\\u00EF\\u00BB\\u00BF)?\\h*metric\\h*=\\h*(.*?)\\h*$", Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);

    /** How much worse than the last exact row, as a part of its score, another one may be that is called its equal. */
    private static final double TIE = 1e-6;

    /**
     * How much better it may be: answers that were computed as differences of rounded sums miss some rows by a hair.
     * Whatever misses more is not the answer to these queries, and finding it proves nothing.
     */
    private static final double MISSED = 1e-3;

    /**
     * Reads {@code base.fvecs}, {@code query.fvecs}, {@code gt.ivecs} and {@code meta.txt}. Without {@code meta.txt},
     * or a line {@code metric=} in it, the metric is l2; without {@code gt.ivecs} the exact answers are computed.
     */
    static AnnDataset read(Path directory, Arena arena) throws IOException {
        Metric metric = metric(directory.resolve("meta.txt"));
        FileRows base = FileRows.read(directory.resolve("base.fvecs"), metric, arena);
        Path queryFile = directory.resolve("query.fvecs");
        FileRows queries = FileRows.read(queryFile, metric, arena);
        if (base.dimension() != queries.dimension()) {
            throw FileRows.malformed(
                    queryFile, "has dimension " + queries.dimension() + ", base.fvecs has " + base.dimension());
        }
        Path answers = directory.resolve("gt.ivecs");
        int[][] nearest =
                Files.exists(answers) ? read(answers, base.count(), queries.count()) : compute(metric, base, queries);
        return new AnnDataset(directory, metric, base, queries, nearest);
    }

    /** The metric that a line names, however it is spaced and capitalised; other lines may say anything. */
    private static Metric metric(Path meta) throws IOException {
        if (!Files.exists(meta)) {
            return Metric.EUCLIDEAN;
        }
        // Every byte is a character of Latin 1, so that no line can be unreadable.
        Matcher line = METRIC.matcher(Files.readString(meta, StandardCharsets.ISO_8859_1));
        if (!line.find()) {
            return Metric.EUCLIDEAN;
        }
        String name = line.group(1);
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "l2" -> Metric.EUCLIDEAN;
            case "cosine" -> Metric.COSINE;
            case "dot" -> Metric.DOT;
            default ->
                throw new ContextDbException(
                        ErrorCode.MALFORMED_INPUT, meta + " has metric=" + name + "; it must be l2, cosine or dot");
        };
    }

    private static int[][] read(Path file, int rows, int queries) {
        int[][] nearest = IvecsFile.read(file);
        if (nearest.length < queries) {
            throw FileRows.malformed(file, "has " + nearest.length + " rows for " + queries + " queries");
        }
        for (int query = 0; query < queries; query++) {
            if (nearest[query].length < Math.min(K, rows)) {
                throw FileRows.malformed(
                        file,
                        "has " + nearest[query].length + " neighbours for query " + query + "; recall needs " + K);
            }
            for (int row : nearest[query]) {
                if (row < 0 || row >= rows) {
                    throw FileRows.malformed(file, "names row " + row + " for query " + query + "; there are " + rows);
                }
            }
        }
        return nearest;
    }

    private static int[][] compute(Metric metric, FileRows base, FileRows queries) {
        Scorer scorer = new Scorer(metric, base.dimension());
        Query like = new Query();
        RowScan scan = new RowScan();
        NearestRows best = new NearestRows();
        VectorSearch search = new VectorSearch();
        int[][] nearest = new int[queries.count()][];
        for (int query = 0; query < nearest.length; query++) {
            best.reset(K);
            like.set(scorer, base, queries.address(query), queries.inverseNorm(query));
            scan.scan(like, 0, base.count(), null, best);
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
     * The share of the ten exact neighbours that were found. A row that is not among them counts as one when it scores
     * as the last of them does: which of equal rows are called exact is arbitrary.
     *
     * @param found {@link #K} rows for each query, one query after the other, -1 for none
     */
    double recall(int[] found) {
        Query like = new Query();
        Scorer scorer = new Scorer(metric, base.dimension());
        long right = 0;
        long possible = 0;
        for (int query = 0; query < queries.count(); query++) {
            like.set(scorer, base, queries.address(query), queries.inverseNorm(query));
            int[] exact = Arrays.copyOf(nearest[query], Math.min(K, nearest[query].length));
            double last = like.score(exact[exact.length - 1]);
            int reached = 0;
            for (int row : Arrays.copyOfRange(found, query * K, (query + 1) * K)) {
                boolean counts = row >= 0 && (contains(exact, row) || ties(like.score(row), last));
                reached += counts ? 1 : 0;
            }
            right += Math.min(reached, exact.length);
            possible += exact.length;
        }
        return (double) right / possible;
    }

    private static boolean contains(int[] rows, int row) {
        return Arrays.stream(rows).anyMatch(one -> one == row);
    }

    private static boolean ties(double score, double last) {
        double better = score - last;
        return better >= -TIE * Math.abs(last) && better <= MISSED * Math.abs(last);
    }
}

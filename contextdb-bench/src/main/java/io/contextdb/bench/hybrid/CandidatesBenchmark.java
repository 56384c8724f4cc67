package io.contextdb.bench.hybrid;

import io.contextdb.api.Metric;
import io.contextdb.api.spi.VectorSearch;
import io.contextdb.bench.common.ClusteredRows;
import io.contextdb.bench.common.IndexedRows;
import io.contextdb.kernels.NearestRows;
import io.contextdb.kernels.Query;
import io.contextdb.kernels.RowScan;
import io.contextdb.kernels.Scorer;
import java.util.BitSet;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The ten nearest among random candidates, by comparing all of them and by a filtered search. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class CandidatesBenchmark {
    private static final int ROWS = 20_000;
    private static final int DIMENSION = 128;
    private static final int WIDTH = 64;
    private static final int K = 10;

    /** How many rows are candidates. */
    @Param({"1000", "2500", "5000", "10000"})
    public int candidates;

    private final Random random = new Random(2);
    private final Scorer scorer = new Scorer(Metric.COSINE, DIMENSION);
    private final Query compared = new Query();
    private final RowScan scan = new RowScan();
    private final NearestRows nearest = new NearestRows();
    private final VectorSearch search = new VectorSearch();
    private final BitSet accepted = new BitSet(ROWS);
    private int[] ordinals = new int[0];
    private @Nullable IndexedRows indexed;
    private int query;

    /** Made by JMH. */
    public CandidatesBenchmark() {}

    /** Builds the index and picks the candidates. */
    @Setup(Level.Trial)
    public void build() {
        indexed = IndexedRows.of("hnsw", ROWS, DIMENSION);
        while (accepted.cardinality() < candidates) {
            accepted.set(random.nextInt(ROWS));
        }
        // In the order a traversal would reach them, not that of memory.
        ordinals = random.ints(0, ROWS)
                .filter(accepted::get)
                .distinct()
                .limit(candidates)
                .toArray();
    }

    /** Compares all candidates. */
    @Benchmark
    public int compareAll() {
        int like = next();
        ClusteredRows rows = Objects.requireNonNull(indexed).rows();
        nearest.reset(K);
        compared.set(scorer, rows, like);
        scan.scan(compared, ordinals, 0, candidates, nearest);
        return nearest.size();
    }

    /** Asks the index. */
    @Benchmark
    public int searchFiltered() {
        IndexedRows present = Objects.requireNonNull(indexed);
        ClusteredRows rows = present.rows();
        search.set(rows, rows.address(next()), 1, K, WIDTH, accepted::get);
        present.reader().search(search);
        return search.resultCount();
    }

    private int next() {
        query = (query + 7919) % ROWS;
        return query;
    }

    /** Frees everything. */
    @TearDown(Level.Trial)
    public void close() {
        Objects.requireNonNull(indexed).close();
    }
}

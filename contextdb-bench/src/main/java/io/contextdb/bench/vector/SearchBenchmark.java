package io.contextdb.bench.vector;

import io.contextdb.api.spi.VectorSearch;
import io.contextdb.bench.common.IndexedRows;
import java.util.Objects;
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

/**
 * The ten nearest of 20,000 rows of 128 components through each index with its default width, all rows and every second
 * one.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class SearchBenchmark {
    private static final int ROWS = 20_000;
    private static final int DIMENSION = 128;
    private static final int K = 10;

    /** The type of the index. */
    @Param({"hnsw", "ivf", "flat"})
    public String type = "";

    private final VectorSearch search = new VectorSearch();
    private @Nullable IndexedRows indexed;
    private int query;

    /** Made by JMH. */
    public SearchBenchmark() {}

    /** Builds the index. */
    @Setup(Level.Trial)
    public void build() {
        indexed = IndexedRows.of(type, ROWS, DIMENSION);
    }

    /** Among all rows. */
    @Benchmark
    public int all() {
        IndexedRows present = Objects.requireNonNull(indexed);
        search.set(present.rows(), present.rows().address(next()), 1, K, 0, null);
        present.reader().search(search);
        return search.resultCount();
    }

    /** Among half of them. */
    @Benchmark
    public int filtered() {
        IndexedRows present = Objects.requireNonNull(indexed);
        search.set(present.rows(), present.rows().address(next()), 1, K, 0, row -> (row & 1) == 0);
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

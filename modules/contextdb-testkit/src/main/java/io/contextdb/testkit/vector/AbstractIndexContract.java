package io.contextdb.testkit.vector;

import io.contextdb.api.Metric;
import io.contextdb.api.spi.IndexFile;
import io.contextdb.api.spi.RowFilter;
import io.contextdb.api.spi.VectorIndex;
import io.contextdb.api.spi.VectorIndexContext;
import io.contextdb.api.spi.VectorIndexReader;
import io.contextdb.api.spi.VectorRows;
import io.contextdb.api.spi.VectorSearch;
import io.contextdb.kernels.Scorer;
import io.contextdb.testkit.Seeds;
import java.lang.foreign.Arena;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** Memory, randomness and the usual steps of the index contracts. */
public abstract class AbstractIndexContract {
    /** How many rows an index of a usual test has. */
    protected static final int ROWS = 1500;

    /** The dimension of a usual test; not a multiple of 16. */
    protected static final int DIMENSION = 20;

    /** Where the bytes of an index are that was opened from bytes. */
    protected static final String ORIGIN = "the test file";

    /** Memory of one test. */
    protected final Arena arena = Arena.ofShared();

    /** Randomness of one test, by a seed that is printed. */
    protected final Random random = Seeds.random(getClass().getName());

    /** For subclasses. */
    protected AbstractIndexContract() {}

    /** The provider under test. */
    protected abstract VectorIndexFixture fixture();

    @AfterEach
    void freeMemory() {
        arena.close();
    }

    /** Rows in clusters. */
    protected NativeRows clusteredRows(Metric metric, int count) {
        return NativeRows.of(arena, metric, RandomVectors.clustered(random, count, DIMENSION, 20));
    }

    /** An empty index. */
    protected VectorIndex open(Metric metric, int dimension, int threads) {
        return fixture()
                .provider()
                .open(new VectorIndexContext("test", fixture().options(metric, dimension), Optional.empty(), threads));
    }

    /** An index from bytes that were written. */
    protected VectorIndex open(Metric metric, int dimension, byte[] bytes) {
        return fixture()
                .provider()
                .open(new VectorIndexContext(
                        "test",
                        fixture().options(metric, dimension),
                        Optional.of(new IndexFile(ORIGIN, IndexBytes.map(arena, bytes))),
                        1));
    }

    /** An index over the rows up to the boundary. */
    protected VectorIndex build(Metric metric, VectorRows rows) {
        VectorIndex index = open(metric, rows.dimension(), 1);
        index.extend(rows, index.boundary(rows.count()), indexed -> true);
        return index;
    }

    /** Searches for a row's vector with a search object of its own. */
    protected static List<ExactSearch.Hit> search(
            VectorIndexReader reader,
            Metric metric,
            VectorRows rows,
            long query,
            int k,
            int ef,
            @Nullable RowFilter filter) {
        VectorSearch search = new VectorSearch();
        search(search, reader, metric, rows, query, k, ef, filter);
        return ExactSearch.hits(search);
    }

    /** Searches for a row's vector. */
    protected static void search(
            VectorSearch search,
            VectorIndexReader reader,
            Metric metric,
            VectorRows rows,
            long query,
            int k,
            int ef,
            @Nullable RowFilter filter) {
        float inverseNorm = new Scorer(metric, rows.dimension()).inverseNorm(query);
        search.set(rows, query, inverseNorm, k, ef, filter);
        reader.search(search);
    }
}

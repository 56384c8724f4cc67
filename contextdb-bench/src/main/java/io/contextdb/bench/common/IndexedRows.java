package io.contextdb.bench.common;

import io.contextdb.api.VectorIndexOptions;
import io.contextdb.api.spi.VectorIndex;
import io.contextdb.api.spi.VectorIndexContext;
import io.contextdb.api.spi.VectorIndexReader;
import java.lang.foreign.Arena;
import java.util.Optional;

/**
 * Rows and an index over them, under cosine with default parameters. Rows after the index's last batch are in no
 * answer.
 *
 * @param rows the rows
 * @param index the index
 * @param reader its newest state
 * @param arena the rows' memory
 */
public record IndexedRows(ClusteredRows rows, VectorIndex index, VectorIndexReader reader, Arena arena)
        implements AutoCloseable {
    /** Draws rows and builds an index of a type. */
    public static IndexedRows of(String type, int count, int dimension) {
        Arena arena = Arena.ofShared();
        ClusteredRows rows = new ClusteredRows(count, dimension, arena);
        VectorIndexOptions options = VectorIndexOptions.of(type).dimension(dimension);
        VectorIndex index =
                Providers.index(type).open(new VectorIndexContext("benchmark", options, Optional.empty(), 2));
        index.extend(rows, index.boundary(count), indexedRows -> true);
        return new IndexedRows(rows, index, index.reader(), arena);
    }

    @Override
    public void close() {
        reader.close();
        index.close();
        arena.close();
    }
}

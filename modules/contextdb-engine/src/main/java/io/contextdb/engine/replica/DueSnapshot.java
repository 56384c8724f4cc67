package io.contextdb.engine.replica;

import io.contextdb.api.spi.SnapshotRequest;
import io.contextdb.api.spi.StorageView;
import io.contextdb.api.spi.VectorIndexReader;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;

/**
 * A snapshot that is to be written.
 *
 * @param request what it is called
 * @param view the state it holds, valid while its epoch lasts
 * @param indexes the index states that go with it, by space, each there once its builder has come to it; none for a
 *     compaction, which builds its own
 */
public record DueSnapshot(
        SnapshotRequest request, StorageView view, SortedMap<Integer, CompletableFuture<VectorIndexReader>> indexes) {

    /** Lets go of the index states that are there, and of the others when they come. */
    void release() {
        for (CompletableFuture<VectorIndexReader> reader : indexes.values()) {
            CompletableFuture<Void> _ = reader.thenAccept(VectorIndexReader::close);
        }
    }
}

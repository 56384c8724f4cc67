package io.contextdb.engine.replica;

import io.contextdb.api.spi.SnapshotRecord;
import io.contextdb.api.spi.Storage;
import io.contextdb.api.spi.StorageGeneration;
import io.contextdb.engine.apply.Machine;
import io.contextdb.engine.concurrency.BackgroundThreads;
import io.contextdb.engine.concurrency.Uninterrupted;
import io.contextdb.engine.index.IndexOpener;
import io.contextdb.engine.index.Indexes;
import io.contextdb.engine.version.Generation;
import io.contextdb.engine.version.Versions;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Phaser;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Opens epochs over snapshots, and knows how many generations are not freed yet. Thread-safe. */
public final class EpochOpener {
    private final Storage storage;
    private final IndexOpener indexOpener;
    private final BackgroundThreads threads;

    /** One party for each generation that is not freed, and one for the owner of this. */
    private final Phaser unfreed = new Phaser(1);

    /** Epochs of this storage. */
    public EpochOpener(Storage storage, IndexOpener indexOpener, BackgroundThreads threads) {
        this.storage = storage;
        this.indexOpener = indexOpener;
        this.threads = threads;
    }

    /** Opens the epoch that begins with a snapshot; index states are published in {@code versions}. */
    public Epoch open(SnapshotRecord snapshot, Versions versions) {
        return open(Optional.of(snapshot), storage.open(snapshot), versions);
    }

    /**
     * Opens the epoch that begins with a snapshot, or with nothing.
     *
     * @param opened the generation over the snapshot, taken over
     * @param versions where index states are published while the epoch is in service
     */
    public Epoch open(Optional<SnapshotRecord> base, StorageGeneration opened, Versions versions) {
        // The indexes are closed before the generation they read from, but opened after it.
        Deque<Runnable> closing = new ConcurrentLinkedDeque<>(List.of(opened::close));
        Generation generation = generation(opened, closing);
        try {
            Indexes indexes = new Indexes(generation, indexOpener, threads, versions);
            closing.addFirst(indexes::close);
            long snapshotId = base.map(record -> record.snapshot().id()).orElse(0L);
            long compactIndex = base.map(SnapshotRecord::compactIndex).orElse(0L);
            return new Epoch(generation, new Machine(opened, snapshotId), indexes, compactIndex);
        } catch (RuntimeException | Error e) {
            generation.release();
            throw e;
        }
    }

    /** Waits until every generation is freed, interrupted or not; returns whether that happened in time. */
    public boolean awaitFreed(long timeoutMillis) {
        int phase = unfreed.arriveAndDeregister();
        return Uninterrupted.await(timeoutMillis, nanos -> {
            try {
                unfreed.awaitAdvanceInterruptibly(phase, nanos, TimeUnit.NANOSECONDS);
                return true;
            } catch (TimeoutException e) {
                return false;
            }
        });
    }

    private Generation generation(StorageGeneration opened, Deque<Runnable> closing) {
        unfreed.register();
        return new Generation(opened, () -> {
            try {
                threads.execute(() -> free(closing));
            } catch (RejectedExecutionException e) {
                // The database was closed while a reader would not end; now it has, and frees this itself.
                free(closing);
            }
        });
    }

    private void free(Deque<Runnable> closing) {
        try {
            closing.forEach(Runnable::run);
        } finally {
            unfreed.arriveAndDeregister();
        }
    }
}

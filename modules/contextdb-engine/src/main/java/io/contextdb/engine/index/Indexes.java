package io.contextdb.engine.index;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.Progress;
import io.contextdb.api.spi.StorageView;
import io.contextdb.api.spi.VectorIndexReader;
import io.contextdb.api.spi.VectorSpace;
import io.contextdb.engine.version.Generation;
import io.contextdb.engine.version.SharedReader;
import io.contextdb.engine.version.Versions;
import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The vector indexes of one generation, by the number of their space. States of them go to the versions while the
 * generation is the newest.
 */
public final class Indexes {
    /** How long it waits before it looks again: little at first, for most indexes are small. */
    private static final long POLL_NANOS_MIN = 50_000;

    private static final long POLL_NANOS_MAX = 10_000_000;

    private final Generation generation;
    private final IndexOpener opener;
    private final Executor builders;
    private final Versions versions;
    private final Map<Integer, SpaceIndex> indexes = new ConcurrentSkipListMap<>();
    private volatile StorageView newest;
    private volatile boolean ended;

    /** Opens the indexes of a generation that is not in use yet. */
    public Indexes(Generation generation, IndexOpener opener, Executor builders, Versions versions) {
        this.generation = generation;
        this.opener = opener;
        this.builders = builders;
        this.versions = versions;
        this.newest = generation.storage().view();
        openMissing(newest);
    }

    /**
     * Follows the data: opens the indexes of new spaces and starts what has to be built. Called after each change of
     * vectors or spaces.
     */
    public void advance(StorageView view) {
        newest = view;
        openMissing(view);
        for (VectorSpace space : view.spaces()) {
            SpaceIndex index = indexes.get(space.number());
            if (index != null) {
                index.rowsArrived(view);
            }
        }
        if (indexes.size() > view.spaces().size()) {
            dropMissing(view);
        }
    }

    /** The states of the indexes at the boundaries of a view's rows, which is the newest there is. */
    public SortedMap<Integer, CompletableFuture<VectorIndexReader>> capture(StorageView view) {
        newest = view;
        openMissing(view);
        SortedMap<Integer, CompletableFuture<VectorIndexReader>> captures = new TreeMap<>();
        for (VectorSpace space : view.spaces()) {
            SpaceIndex index = indexes.get(space.number());
            if (index != null) {
                captures.put(space.number(), index.capture(view));
            }
        }
        return captures;
    }

    /** The newest states by the number of the space, with a hold on each. */
    public @Nullable SharedReader[] readers() {
        int limit =
                indexes.keySet().stream().mapToInt(number -> number + 1).max().orElse(0);
        SharedReader[] readers = new SharedReader[limit];
        indexes.forEach((number, index) -> readers[number] = new SharedReader(index.reader()));
        return readers;
    }

    /**
     * Waits until every row that belongs into an index now is there.
     *
     * @return whether that is so; false when the generation was replaced and building has ended
     */
    public boolean await(Progress progress) {
        StorageView view = newest;
        boolean complete = false;
        long nanos = POLL_NANOS_MIN;
        while (!complete && !ended) {
            complete = true;
            for (VectorSpace space : view.spaces()) {
                SpaceIndex index = indexes.get(space.number());
                complete &= index == null || report(index, view, progress);
            }
            if (!complete) {
                pause(nanos);
                nanos = Math.min(2 * nanos, POLL_NANOS_MAX);
            }
        }
        if (complete) {
            progress.update("building indexes", 1, 1);
        }
        return complete;
    }

    /**
     * Whether the indexes have caught up with the data, so that a snapshot need not wait for them, and one of them has
     * grown so much beyond its file that building it again would cost more than writing it.
     */
    public boolean worthSaving() {
        if (ended) {
            return false;
        }
        StorageView view = newest;
        boolean grown = false;
        for (VectorSpace space : view.spaces()) {
            SpaceIndex index = indexes.get(space.number());
            if (index != null) {
                if (!index.caughtUp(view)) {
                    return false;
                }
                grown |= index.grown();
            }
        }
        return grown;
    }

    /** Lets building end; what a snapshot waits for is still finished. */
    public void stop() {
        ended = true;
        indexes.values().forEach(SpaceIndex::stop);
    }

    /** Lets building end at once; a snapshot that waits for it is given up. */
    public void cancel() {
        ended = true;
        indexes.values().forEach(SpaceIndex::cancel);
    }

    /** Closes every index. Called when the generation is freed. */
    public void close() {
        indexes.values().forEach(SpaceIndex::close);
    }

    private boolean report(SpaceIndex index, StorageView view, Progress progress) {
        Throwable failure = index.failure();
        if (failure != null) {
            throw new ContextDbException(
                    ErrorCode.FAILED,
                    "building the index of '" + index.space().name() + "' failed: " + failure
                            + "; the rest is scanned exactly until the database is opened anew",
                    failure);
        }
        VectorSpace present = newest.space(index.space().name());
        if (present == null || present.number() != index.space().number()) {
            return true;
        }
        int goal = index.boundary(view.rows(index.space().number()).count());
        boolean complete = index.indexedRows() >= goal;
        // The goal is not reported before readers see it.
        int built = complete ? goal : Math.min(goal - 1, index.builtRows());
        progress.update("building index " + index.space().name(), built, goal);
        return complete;
    }

    private static void pause(long nanos) {
        try {
            Thread.sleep(Duration.ofNanos(nanos));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ContextDbException(ErrorCode.CANCELLED, "waiting for the indexes was interrupted", e);
        }
    }

    private void openMissing(StorageView view) {
        for (VectorSpace space : view.spaces()) {
            if (!indexes.containsKey(space.number())) {
                open(space);
            }
        }
    }

    private void open(VectorSpace space) {
        if (space.options().dimension() == 0) {
            return;
        }
        SpaceIndex index = new SpaceIndex(
                space,
                opener,
                generation,
                () -> newest,
                builders,
                (of, reader) -> versions.publishIndex(generation, of.space().number(), reader));
        indexes.put(space.number(), index);
        versions.publishIndex(generation, space.number(), index.reader());
    }

    private void dropMissing(StorageView view) {
        for (SpaceIndex index : indexes.values()) {
            boolean present = view.spaces().stream()
                    .anyMatch(space -> space.number() == index.space().number());
            if (!present) {
                index.stop();
                versions.publishIndex(generation, index.space().number(), null);
            }
        }
    }
}

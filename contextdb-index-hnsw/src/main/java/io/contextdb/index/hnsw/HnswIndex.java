package io.contextdb.index.hnsw;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.VectorIndexOptions;
import io.contextdb.api.spi.BuildControl;
import io.contextdb.api.spi.VectorIndex;
import io.contextdb.api.spi.VectorIndexContext;
import io.contextdb.api.spi.VectorIndexReader;
import io.contextdb.api.spi.VectorRows;
import io.contextdb.kernels.Scorer;
import java.lang.foreign.Arena;
import java.util.ArrayDeque;
import java.util.Optional;

/**
 * The graph of one vector space and its published states. {@link #extend} publishes once, at its end: lists that are
 * new or were copied once since the last publication are then written in place.
 */
final class HnswIndex implements VectorIndex {
    private final String name;
    private final VectorIndexOptions options;
    private final HnswParameters parameters;
    private final int buildThreads;
    private final Scorer scorer;
    private final Batches batches;
    /** All memory of the graph that is not in the file. */
    private final Arena arena = Arena.ofShared();

    private final GraphStore store;
    private boolean buildFailed;

    /** A state that is not the newest any more, and the slots no later state has. */
    private record Past(HnswReader state, GraphStore.Retired retired) {}

    /**
     * The states that may still have holders, oldest first: a slot retired after one of them may be seen by all before
     * it.
     */
    private final ArrayDeque<Past> past = new ArrayDeque<>();

    private HnswReader newest;
    private int openStates = 1;
    private boolean closed;

    HnswIndex(VectorIndexContext context, HnswParameters parameters) {
        this.name = context.name();
        this.options = context.options();
        this.parameters = parameters;
        this.buildThreads = Math.max(1, context.buildThreads());
        this.scorer = new Scorer(options.metric(), options.dimension());
        this.batches = new Batches(options.dimension());
        Optional<HnswFile> file = context.file().map(bytes -> HnswFile.open(name, bytes, options, parameters));
        this.store = new GraphStore(arena, parameters, file);
        this.newest = new HnswReader(this, options, scorer, store.publish());
    }

    @Override
    public int boundary(int rows) {
        return batches.boundary(rows);
    }

    @Override
    public synchronized VectorIndexReader reader() {
        requireOpen();
        newest.holders++;
        return newest;
    }

    private void requireOpen() {
        if (closed) {
            throw new ContextDbException(ErrorCode.CLOSED, "the index of " + name + " is closed");
        }
    }

    @Override
    public void extend(VectorRows rows, int boundary, BuildControl control) {
        assert boundary <= rows.count() && boundary == boundary(boundary);
        if (boundary <= prepare()) {
            return;
        }
        try (Builder builder = new Builder(store, parameters, scorer, rows, buildThreads)) {
            boolean proceed = true;
            while (proceed && store.rows() < boundary) {
                buildFailed = true;
                builder.link(batches.end(store.rows()));
                buildFailed = false;
                proceed = control.proceed(store.rows());
            }
        }
        publish();
    }

    /** Gives the builder the slots that no state has any more; returns how many rows are published. */
    private synchronized int prepare() {
        requireOpen();
        if (buildFailed) {
            throw new ContextDbException(
                    ErrorCode.FAILED, "building the index of " + name + " failed before; open it again from its file");
        }
        while (!past.isEmpty() && past.peekFirst().state.holders == 0) {
            store.recycle(past.removeFirst().retired);
        }
        return newest.indexedRows();
    }

    private synchronized void publish() {
        HnswReader before = newest;
        newest = new HnswReader(this, options, scorer, store.publish());
        openStates++;
        past.addLast(new Past(before, store.takeRetired()));
        release(before);
    }

    /** Takes one holder from a state. */
    synchronized void release(HnswReader state) {
        assert state.holders > 0 : "closed more often than opened";
        state.holders--;
        if (state.holders == 0) {
            openStates--;
            if (openStates == 0) {
                arena.close();
            }
        }
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            release(newest);
        }
    }
}

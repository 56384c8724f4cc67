package io.contextdb.engine.index;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.spi.IndexFile;
import io.contextdb.api.spi.StorageView;
import io.contextdb.api.spi.VectorIndex;
import io.contextdb.api.spi.VectorIndexReader;
import io.contextdb.api.spi.VectorRows;
import io.contextdb.api.spi.VectorSpace;
import io.contextdb.engine.version.Generation;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The index of one vector space and its builder: a task that runs when there are rows to take in, and ends when there
 * are none.
 *
 * <p>When a state becomes a snapshot, the index is written as it is at the boundary of that state's rows, neither
 * before nor beyond. So {@link #capture} is called while that state is the newest, before any later row can be taken
 * in; the builder then stops at that boundary first and hands out its reader.
 *
 * <p>An index whose file is damaged is no reason to refuse anything: a search that meets the damage compares every row,
 * and the builder replaces the index by one that it builds from the first row on.
 */
final class SpaceIndex {
    private static final Logger LOG = System.getLogger("io.contextdb.engine");

    /** Fewer are built again in no time. */
    private static final int GROWN_ROWS_MIN = 1_000;

    /** A boundary to stop at, and what to do there. */
    private record Capture(StorageView view, CompletableFuture<VectorIndexReader> reader) {}

    /** Takes new states of the index. */
    @FunctionalInterface
    interface Publisher {
        /** A new state, taken over. */
        void publish(SpaceIndex index, VectorIndexReader reader);
    }

    private final VectorSpace space;
    private final IndexOpener opener;
    private final Generation generation;
    private final Supplier<StorageView> newest;
    private final Executor builders;
    private final Publisher publisher;

    /**
     * Replaced by the builder when its file turns out to be damaged. Guarded by this, apart from the builder, which
     * alone replaces it.
     */
    private volatile VectorIndex index;

    /** The file that the index reads from, as errors say; null without. Guarded by this. */
    private @Nullable String origin;

    /** Whether the file is known to be damaged and the index is to be replaced. Guarded by this. */
    private boolean damaged;

    /** How many rows the file holds that the index began with. */
    private volatile int savedRows;

    private volatile int indexedRows;

    /** Rows linked so far; an index may show them to readers later. */
    private volatile int builtRows;

    private volatile boolean stopped;
    private volatile @Nullable Capture capture;
    private volatile @Nullable Throwable failure;

    /** Guarded by this. */
    private boolean building;

    SpaceIndex(
            VectorSpace space,
            IndexOpener opener,
            Generation generation,
            Supplier<StorageView> newest,
            Executor builders,
            Publisher publisher) {
        this.space = space;
        this.opener = opener;
        this.generation = generation;
        this.newest = newest;
        this.builders = builders;
        this.publisher = publisher;
        this.index = openFile(generation.storage().indexFile(space.number()));
        try (VectorIndexReader reader = index.reader()) {
            savedRows = reader.indexedRows();
        }
        indexedRows = savedRows;
        builtRows = savedRows;
    }

    private VectorIndex openFile(Optional<IndexFile> file) {
        if (file.isPresent()) {
            try {
                VectorIndex opened = opener.open(space, file);
                origin = file.get().origin();
                return opened;
            } catch (ContextDbException e) {
                if (!GuardedReader.isFault(e, file.get().origin())) {
                    throw e;
                }
                report(e);
            }
        }
        return opener.open(space, Optional.empty());
    }

    private void report(ContextDbException e) {
        LOG.log(
                Level.WARNING,
                "the index of ''{0}'' is built anew, searches compare every row meanwhile: {1}",
                space.name(),
                e.getMessage());
        generation.storage().indexDamaged(space.number());
    }

    /** Lets the builder replace the index, whose file is damaged. The caller holds the generation. */
    private void damaged(ContextDbException e) {
        synchronized (this) {
            if (damaged || origin == null) {
                return;
            }
            damaged = true;
        }
        report(e);
        if (!stopped) {
            try {
                start();
            } catch (RejectedExecutionException closing) {
                // The database is being closed, and the index with it.
                LOG.log(Level.DEBUG, "the index is not built any more", closing);
            }
        }
    }

    VectorSpace space() {
        return space;
    }

    /** The newest state of the index, retained. */
    synchronized VectorIndexReader reader() {
        VectorIndexReader reader = index.reader();
        String file = origin;
        return file == null ? reader : new GuardedReader(reader, file, this::damaged);
    }

    /** How many rows are in. */
    int indexedRows() {
        return indexedRows;
    }

    /** How many rows the builder has taken in, those that readers will see later included. */
    int builtRows() {
        return builtRows;
    }

    /** How many of {@code rows} rows belong into the index. */
    int boundary(int rows) {
        return index.boundary(rows);
    }

    /** Whether every row of the view that belongs into the index is there. */
    boolean caughtUp(StorageView view) {
        return indexedRows >= index.boundary(view.rows(space.number()).count());
    }

    /**
     * Whether it has grown by an eighth since its file, so that all files it is ever written to are a constant factor
     * of its size.
     */
    boolean grown() {
        return indexedRows - savedRows >= Math.max(GROWN_ROWS_MIN, savedRows >> 3);
    }

    /** Why building ended for good, if it did. */
    @Nullable
    Throwable failure() {
        return failure;
    }

    /** Starts the builder when there is something to take in. The caller holds the generation. */
    void rowsArrived(StorageView view) {
        if (index.boundary(view.rows(space.number()).count()) > indexedRows) {
            start();
        }
    }

    /**
     * The state of the index at the boundary of the rows of {@code view}, the newest state there is; retained. The
     * caller holds the generation.
     */
    synchronized CompletableFuture<VectorIndexReader> capture(StorageView view) {
        assert capture == null : "two captures at once";
        if (failure != null) {
            return CompletableFuture.failedFuture(failure);
        }
        CompletableFuture<VectorIndexReader> reader = new CompletableFuture<>();
        capture = new Capture(view, reader);
        start();
        return reader;
    }

    /** Lets the builder end at the next batch, once a capture is served. */
    void stop() {
        stopped = true;
    }

    /** Lets the builder end at the next batch, and gives up a capture. */
    void cancel() {
        stopped = true;
        failed(new CancellationException("building ends"));
    }

    /** Closes the index. The builder holds the generation, so it has ended when the generation is freed. */
    synchronized void close() {
        index.close();
    }

    private synchronized void start() {
        if (!building) {
            building = true;
            generation.retain();
            try {
                builders.execute(this::build);
            } catch (RejectedExecutionException e) {
                building = false;
                generation.release();
                throw e;
            }
        }
    }

    private void build() {
        try {
            do {
                step();
            } while (!finished());
        } catch (RuntimeException | Error e) {
            failed(e);
        } finally {
            generation.release();
        }
    }

    /** Whether the builder may end; looks once more, for rows may have come since its last step. */
    private synchronized boolean finished() {
        VectorRows rows = rowsOf(newest.get());
        boolean more = !stopped && rows != null && index.boundary(rows.count()) > indexedRows;
        building = more || capture != null || damaged && !stopped;
        return !building;
    }

    private synchronized void failed(Throwable e) {
        failure = e;
        Capture pending = capture;
        if (pending != null) {
            capture = null;
            pending.reader.completeExceptionally(e);
        }
    }

    /** Takes in rows up to the next boundary, if there are any, and serves a capture that is reached. */
    private void step() {
        // In this order: when the view is one after a capture, the capture is seen as well.
        StorageView view = newest.get();
        Capture pending = capture;
        if (pending != null) {
            view = pending.view;
        }
        VectorRows rows = rowsOf(view);
        if (rows == null || stopped && pending == null) {
            return;
        }
        replaceDamaged();
        int boundary = index.boundary(rows.count());
        if (indexedRows < boundary && !extend(rows, boundary)) {
            return;
        }
        if (pending != null && indexedRows >= boundary) {
            assert indexedRows == boundary : indexedRows + " rows are in already, not " + boundary;
            capture = null;
            VectorIndexReader reader = reader();
            if (!pending.reader.complete(reader)) {
                reader.close();
            }
        }
    }

    /** Returns false when the file the index began with turned out to be damaged, so that it is to be replaced. */
    private boolean extend(VectorRows rows, int boundary) {
        try {
            index.extend(rows, boundary, this::batchDone);
        } catch (ContextDbException e) {
            String file = originNow();
            if (file == null || !GuardedReader.isFault(e, file)) {
                throw e;
            }
            damaged(e);
            return false;
        }
        publish();
        return true;
    }

    private synchronized @Nullable String originNow() {
        return origin;
    }

    private void replaceDamaged() {
        synchronized (this) {
            if (!damaged) {
                return;
            }
            VectorIndex before = index;
            index = opener.open(space, Optional.empty());
            before.close();
            origin = null;
            damaged = false;
            savedRows = 0;
            builtRows = 0;
        }
        publish();
    }

    private @Nullable VectorRows rowsOf(StorageView view) {
        VectorSpace present = view.space(space.name());
        return present != null && present.number() == space.number() ? view.rows(space.number()) : null;
    }

    private boolean batchDone(int rows) {
        builtRows = rows;
        publish();
        return !stopped || capture != null;
    }

    private void publish() {
        VectorIndexReader reader = reader();
        indexedRows = reader.indexedRows();
        publisher.publish(this, reader);
    }
}

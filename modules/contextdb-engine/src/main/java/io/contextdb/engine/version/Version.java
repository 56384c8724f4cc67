package io.contextdb.engine.version;

import io.contextdb.api.spi.StorageView;
import io.contextdb.api.spi.VectorIndexReader;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One published state: a view with the index states that go with it. Immutable but for the count of its holders: the publisher while it is
 * the newest, readers, transactions, checkpoints.
 */
public final class Version implements ReadState {
    private final Generation generation;
    private final StorageView view;
    private final @Nullable SharedReader[] indexes;
    private final AtomicInteger holders = new AtomicInteger(1);

    /**
     * A version; the caller is its first holder.
     *
     * @param generation what the view is of, retained by this
     * @param indexes the index states by the number of the space, taken over with a hold on each
     */
    Version(Generation generation, StorageView view, @Nullable SharedReader[] indexes) {
        this.generation = generation.retain();
        this.view = view;
        this.indexes = indexes;
    }

    /** The generation the view is of. */
    public Generation generation() {
        return generation;
    }

    @Override
    public StorageView view() {
        assert holders.get() > 0 : "a released version is read";
        return view;
    }

    @Override
    public @Nullable VectorIndexReader index(int space) {
        assert holders.get() > 0 : "a released version is read";
        SharedReader shared = space < indexes.length ? indexes[space] : null;
        return shared == null ? null : shared.reader();
    }

    /** Copies of the holds on the index states, for a successor; at least as long as {@code spaceLimit}. */
    @Nullable
    SharedReader[] retainIndexes(int spaceLimit) {
        SharedReader[] copies = new SharedReader[Math.max(spaceLimit, indexes.length)];
        for (int i = 0; i < indexes.length; i++) {
            SharedReader shared = indexes[i];
            copies[i] = shared == null ? null : shared.retain();
        }
        return copies;
    }

    /** Adds a holder, unless the last one has let go already. */
    public boolean tryRetain() {
        int before = holders.get();
        while (before > 0) {
            int seen = holders.compareAndExchange(before, before + 1);
            if (seen == before) {
                return true;
            }
            before = seen;
        }
        return false;
    }

    @Override
    public void close() {
        int left = holders.decrementAndGet();
        assert left >= 0 : "a version is released twice";
        if (left == 0) {
            for (SharedReader shared : indexes) {
                if (shared != null) {
                    shared.release();
                }
            }
            generation.release();
        }
    }
}

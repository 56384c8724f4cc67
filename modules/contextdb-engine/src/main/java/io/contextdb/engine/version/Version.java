package io.contextdb.engine.version;

import io.contextdb.api.spi.StorageView;
import io.contextdb.api.spi.VectorIndexReader;
import org.jspecify.annotations.Nullable;

/**
 * One published state: a view with the index states that go with it. Immutable but for the count of its holders: the
 * publisher while it is the newest, readers, transactions, checkpoints.
 */
public final class Version implements ReadState {
    private final Generation generation;
    private final StorageView view;
    private final @Nullable SharedReader[] indexes;
    private final Holders holders = new Holders();

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
        assert holders.held() : "a released version is read";
        return view;
    }

    @Override
    public @Nullable VectorIndexReader index(int space) {
        assert holders.held() : "a released version is read";
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
        return holders.tryRetain();
    }

    @Override
    public void close() {
        if (holders.release()) {
            for (SharedReader shared : indexes) {
                if (shared != null) {
                    shared.release();
                }
            }
            generation.release();
        }
    }
}

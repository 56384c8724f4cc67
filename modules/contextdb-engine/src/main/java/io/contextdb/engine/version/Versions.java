package io.contextdb.engine.version;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.spi.StorageView;
import io.contextdb.api.spi.VectorIndexReader;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The newest version. Readers take it without a lock; the writer and the builders of indexes replace it, one at a time,
 * each for an instant.
 */
public final class Versions {
    private final ReentrantLock publishing = new ReentrantLock();

    /** Held once by this; null before the first publication and after close. */
    private volatile @Nullable Version newest;

    private boolean closed;

    /** Nothing is published yet. */
    public Versions() {}

    /**
     * The newest version, retained; the caller closes it.
     *
     * @throws ContextDbException {@code CLOSED} after close, or before a first version was published
     */
    public Version acquire() {
        while (true) {
            Version candidate = newest;
            if (candidate == null) {
                throw new ContextDbException(ErrorCode.CLOSED, "the database is closed; open it again");
            }
            // It fails only when a newer version has been published in between, so somebody always gets on.
            if (candidate.tryRetain()) {
                return candidate;
            }
        }
    }

    /** Publishes a new view of the newest version's generation. */
    public void publish(StorageView view) {
        replace(present -> present == null ? null : new Version(present.generation(), view, present.retainIndexes(0)));
    }

    /**
     * Publishes a new state of an index, or with null that there is none any more. Nothing when the generation is not
     * the newest.
     *
     * @param reader taken over
     */
    public void publishIndex(Generation generation, int space, @Nullable VectorIndexReader reader) {
        SharedReader shared = reader == null ? null : new SharedReader(reader);
        boolean published = replace(present -> {
            if (present == null || present.generation() != generation) {
                return null;
            }
            @Nullable SharedReader[] indexes = present.retainIndexes(space + 1);
            SharedReader earlier = indexes[space];
            if (earlier != null) {
                earlier.release();
            }
            indexes[space] = shared;
            return new Version(generation, present.view(), indexes);
        });
        if (!published && shared != null) {
            shared.release();
        }
    }

    /**
     * Publishes the state of a generation that takes over.
     *
     * @param indexes its index states by the number of the space, taken over with a hold on each
     */
    public void publish(Generation generation, StorageView view, @Nullable SharedReader[] indexes) {
        boolean published = replace(present -> new Version(generation, view, indexes));
        if (!published) {
            for (SharedReader shared : indexes) {
                if (shared != null) {
                    shared.release();
                }
            }
        }
    }

    /** Hands out no more versions. Those that are held stay valid. */
    public void close() {
        publishing.lock();
        try {
            closed = true;
            Version last = newest;
            newest = null;
            if (last != null) {
                last.close();
            }
        } finally {
            publishing.unlock();
        }
    }

    /** What comes after the present version, if there is one; null to leave it. */
    @FunctionalInterface
    private interface Step {
        @Nullable
        Version next(@Nullable Version present);
    }

    private boolean replace(Step step) {
        publishing.lock();
        try {
            Version present = newest;
            Version next = closed ? null : step.next(present);
            if (next == null) {
                return false;
            }
            newest = next;
            if (present != null) {
                present.close();
            }
            return true;
        } finally {
            publishing.unlock();
        }
    }
}

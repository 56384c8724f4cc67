package io.contextdb.engine.version;

import io.contextdb.api.spi.StorageGeneration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A storage generation and how many hold it: its owner, the builders of its indexes, and every version of it. What is done when the last one
 * lets go, which may be a reader, is up to whoever made this: unmapping takes too long for the way of a query.
 */
public final class Generation {
    private final StorageGeneration storage;
    private final Runnable free;
    private final AtomicInteger holders = new AtomicInteger(1);

    /**
     * Takes over a generation; the caller is the first holder.
     *
     * @param free run once, by the thread that lets go last
     */
    public Generation(StorageGeneration storage, Runnable free) {
        this.storage = storage;
        this.free = free;
    }

    /** The generation, valid while held. */
    public StorageGeneration storage() {
        return storage;
    }

    /** Adds a holder. The caller knows of one that does not let go meanwhile. */
    public Generation retain() {
        int before = holders.getAndIncrement();
        assert before > 0 : "a freed generation is retained";
        return this;
    }

    /** Lets go. */
    public void release() {
        int left = holders.decrementAndGet();
        assert left >= 0 : "a generation is released twice";
        if (left == 0) {
            free.run();
        }
    }
}

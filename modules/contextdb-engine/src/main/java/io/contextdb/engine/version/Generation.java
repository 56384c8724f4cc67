package io.contextdb.engine.version;

import io.contextdb.api.spi.StorageGeneration;

/**
 * A storage generation and how many hold it: its owner, the builders of its indexes, and every version of it. What is
 * done when the last one lets go, which may be a reader, is up to whoever made this: unmapping takes too long for the
 * way of a query.
 */
public final class Generation {
    private final StorageGeneration storage;
    private final Runnable free;
    private final Holders holders = new Holders();

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
        holders.retain();
        return this;
    }

    /** Lets one holder go; the last one frees the generation. */
    public void release() {
        if (holders.release()) {
            free.run();
        }
    }
}

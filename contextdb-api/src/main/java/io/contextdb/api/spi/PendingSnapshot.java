package io.contextdb.api.spi;

/** The data files of a snapshot, written but not yet part of the database. Used by the thread that prepared it. */
public interface PendingSnapshot extends AutoCloseable {
    /** The rows of a vector space as the new files hold them, for building an index; valid until {@link #close}. */
    VectorRows rows(int space);

    /** Writes the index of a vector space into the snapshot. At most once a space; a space without stays to be built. */
    void addIndex(int space, VectorIndexReader reader);

    /**
     * Syncs everything and commits: from its return on the snapshot survives any crash. What a damaged snapshot of the same id left behind gives
     * way; a sound one is never replaced.
     *
     * @throws io.contextdb.api.ContextDbException {@code ALREADY_EXISTS} when a sound snapshot has this id
     */
    SnapshotRecord commit();

    /** Forgets the files when commit was not called, and unmaps them. */
    @Override
    void close();
}

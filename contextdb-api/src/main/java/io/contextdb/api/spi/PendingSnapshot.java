package io.contextdb.api.spi;

import java.util.Optional;

/** The data files of a snapshot, written but not yet part of the database. Used by the thread that prepared it. */
public interface PendingSnapshot extends AutoCloseable {
    /** The rows of a vector space as the new files hold them, for building an index; valid until {@link #close}. */
    VectorRows rows(int space);

    /**
     * The index of a vector space that the snapshot takes over because its rows stay what they are; it may lack the
     * last ones, which {@link #addIndex} mends. Valid until {@link #close}; empty when none is taken over.
     */
    default Optional<IndexFile> index(int space) {
        return Optional.empty();
    }

    /** Lets go of the index that the snapshot takes over, because its file is damaged. */
    default void dropIndex(int space) {}

    /**
     * Writes the index of a vector space into the snapshot. At most once a space; a space without stays to be built.
     */
    void addIndex(int space, VectorIndexReader reader);

    /**
     * Syncs everything and commits: from its return on the snapshot survives any crash. What a damaged snapshot of the
     * same id left behind gives way; a sound one is never replaced.
     *
     * @throws io.contextdb.api.ContextDbException {@code ALREADY_EXISTS} when a sound snapshot has this id
     */
    SnapshotRecord commit();

    /** Forgets the files when commit was not called, and unmaps them. */
    @Override
    void close();
}

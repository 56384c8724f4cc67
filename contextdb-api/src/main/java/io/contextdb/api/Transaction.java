package io.contextdb.api;

/**
 * Several operations that happen together or not at all, graph and vectors alike. It reads from the state it began with
 * plus its own writes, and is serializable: commit fails with {@link ErrorCode#TRANSACTION_CONFLICT} when something it
 * read has changed since, and may then be run again ({@link Database#execute} does that by itself).
 *
 * <p>Used by one thread at a time. A transaction that is closed without commit leaves no trace.
 */
public interface Transaction extends GraphReader, GraphWriter, AutoCloseable {
    /** Makes the writes durable and visible, and returns the commit index. Ends the transaction whatever happens. */
    long commit();

    /** Forgets the writes. Does nothing after commit. */
    @Override
    void close();
}

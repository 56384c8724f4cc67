package io.contextdb.api;

import java.util.List;
import java.util.function.Function;

/**
 * An open database. Safe for any number of threads, virtual ones included. One process at a time has a directory open.
 *
 * <p>Closing waits for operations under way, makes everything durable and releases memory maps and the lock. Vector indexes that are complete
 * but in no snapshot are saved in one, so that the next opening finds them; ones that are still being built go on from the last snapshot. Results
 * already filled stay usable, everything else throws {@link ErrorCode#CLOSED}.
 */
public interface Database extends GraphReader, GraphWriter, AutoCloseable {
    /** Begins a transaction. It holds a state of the database until it ends: close it. */
    Transaction begin();

    /** Runs {@code work} in a transaction and commits; on a conflict runs it again, up to ten times. Work must have no other effects. */
    <T> T execute(Function<Transaction, T> work);

    /**
     * Begins a bulk load: the way to bring in millions of rows. At most one at a time.
     *
     * @throws ContextDbException {@link ErrorCode#TRANSACTION_CONFLICT} while another one is open
     */
    BulkLoader beginBulkLoad();

    /** Makes the present state an immutable snapshot on disk and returns it. */
    Snapshot createSnapshot();

    /** The snapshots kept, oldest first. */
    List<Snapshot> snapshots();

    /** Deletes all but the newest {@code keepSnapshots} snapshots (at least 2 are always kept) and the files only they used. */
    CleanupReport cleanup(int keepSnapshots);

    /** Rewrites the database without deleted rows and rebuilds its vector indexes, as a snapshot. */
    Snapshot compact();

    /**
     * Waits until every vector that should be in an index is there, reporting on the way.
     *
     * @param progress called now and then from this thread, at least once
     */
    void awaitIndexes(Progress progress);

    /** What opening had to do. */
    RecoveryReport recovery();

    /** Checks every byte of the newest snapshots and the log against their checksums, and the invariants between them. */
    VerifyReport verify(Progress progress);

    @Override
    void close();
}

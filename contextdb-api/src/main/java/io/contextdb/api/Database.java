package io.contextdb.api;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * An open database. Safe for any number of threads, virtual ones included. One process at a time has a directory open.
 *
 * <p>Closing waits for operations under way, makes everything durable and releases memory maps and the lock. Vector
 * indexes that are complete but in no snapshot are saved in one, so that the next opening finds them; ones that are
 * still being built go on from the last snapshot. Results already filled stay usable, everything else throws
 * {@link ErrorCode#CLOSED}.
 */
public interface Database extends GraphReader, GraphWriter, AutoCloseable {
    /** Begins a transaction. It holds a state of the database until it ends: close it. */
    Transaction begin();

    /**
     * Runs {@code work} in a transaction and commits; on a conflict runs it again, up to ten times. Work must have no
     * other effects.
     */
    default <T> T execute(Function<Transaction, T> work) {
        return commit(work).result();
    }

    /** The same as {@link #execute}, and tells the commit as well. */
    <T> Committed<T> commit(Function<Transaction, T> work);

    /**
     * Makes some writes in one commit, all or none, and tells which. They are what calls on the database itself are,
     * not a transaction: nothing that was read is checked again, so they are never refused with
     * {@link ErrorCode#TRANSACTION_CONFLICT}. Each call is checked against the newest state and the calls before it;
     * when that state changes meanwhile so that one is refused after all, none has an effect.
     *
     * @param work makes the calls on the writer it is given, which ends with it; it may be run again and must have no
     *     other effects
     */
    <T> Committed<T> write(Function<GraphWriter, T> work);

    /**
     * Waits until a commit and all before it are visible to whoever begins to read, and returns the newest commit that
     * is. Returns at once when they are already. Commits wake those who wait; nothing is polled.
     *
     * @param commitIndex what {@link Transaction#commit()} or a {@link Committed} told; 0 or more
     * @param timeout how long to wait at most; zero to only look
     * @throws ContextDbException {@link ErrorCode#COMMIT_NOT_REACHED} when it did not come in time;
     *     {@link ErrorCode#CANCELLED} when the thread is interrupted, which it stays; {@link ErrorCode#CLOSED} when the
     *     database is closed meanwhile; {@link ErrorCode#FAILED} when it takes no more commits;
     *     {@link ErrorCode#READ_ONLY} when it is open for reading only and the commit lies behind its state
     */
    long awaitCommit(long commitIndex, Duration timeout);

    /**
     * Begins a bulk load: the way to bring in millions of rows. At most one at a time.
     *
     * @throws ContextDbException {@link ErrorCode#TRANSACTION_CONFLICT} while another one is open
     */
    BulkLoader beginBulkLoad();

    /**
     * Makes the present state an immutable snapshot on disk, sends it to the archive when the options name one, and
     * returns it.
     *
     * @throws ContextDbException with the code of the reason when it could not be sent; the snapshot is made and valid
     *     all the same, and is sent with the next one
     */
    Snapshot createSnapshot();

    /** The snapshots kept, oldest first. */
    List<Snapshot> snapshots();

    /**
     * The state a snapshot holds. It is read from the snapshot's files, which share memory with the present where
     * nothing has changed, and with the indexes the snapshot holds; opening takes as long as opening a database.
     *
     * @throws ContextDbException {@link ErrorCode#SNAPSHOT_TOO_OLD} when the snapshot was deleted;
     *     {@link ErrorCode#SNAPSHOT_NOT_FOUND} when there never was one of this id
     */
    PastState at(long snapshotId);

    /**
     * The state of the snapshot taken last at or before {@code instant}, by the clock that was right at the time.
     *
     * @throws ContextDbException {@link ErrorCode#SNAPSHOT_TOO_OLD} when the oldest one kept is younger,
     *     {@link ErrorCode#INVALID_ARGUMENT} for null
     */
    PastState at(Instant instant);

    /**
     * The state after a commit: that of the newest kept snapshot before it, and what the log says since, applied in
     * memory. Opening takes as long as applying those commits; then it is as fast as the present, apart from vectors
     * that indexes have not taken in yet.
     *
     * @param commitIndex 0 to {@link #commitIndex()}
     * @throws ContextDbException {@link ErrorCode#SNAPSHOT_TOO_OLD}, saying which states there are, when the snapshot
     *     or the log was deleted; {@link ErrorCode#OUT_OF_MEMORY} when open states would take more than
     *     {@link DatabaseOptions#historyMemoryBytes()}; {@link ErrorCode#INVALID_ARGUMENT} for a commit that is yet to
     *     come
     */
    PastState asOf(long commitIndex);

    /**
     * What is known of a snapshot: its files, its parent, and what it added.
     *
     * @throws ContextDbException {@link ErrorCode#SNAPSHOT_TOO_OLD} when it was deleted;
     *     {@link ErrorCode#SNAPSHOT_NOT_FOUND} when there never was one of this id
     */
    SnapshotDetails describe(long snapshotId);

    /**
     * Deletes a snapshot and the files only it used. States of it that are open keep theirs.
     *
     * @throws ContextDbException {@link ErrorCode#INVALID_ARGUMENT} for one of the newest two, which recovery needs;
     *     otherwise as {@link #describe}
     */
    CleanupReport deleteSnapshot(long snapshotId);

    /**
     * Compares two states by the ids of nodes and edges, whatever lies between them, compactions included. The time
     * grows with the size of both states, the memory with neither.
     *
     * @param visitor is given each node that differs, then each edge, by ascending unsigned id; it returns whether to
     *     go on, and so picks nothing out: the first false ends the comparison
     * @return how much was found to differ by then, whatever the visitor made of it
     */
    DifferenceCounts diff(PastState before, PastState after, Predicate<Difference> visitor);

    /**
     * Deletes all but the newest {@code keepSnapshots} snapshots (at least 2 are always kept) and the files only they
     * used; in the archive as well.
     */
    CleanupReport cleanup(int keepSnapshots);

    /**
     * The same, but deletes only snapshots that are older than {@code maxAge}, zero for any age, and nothing in the
     * archive.
     */
    CleanupReport cleanup(int keepSnapshots, Duration maxAge);

    /**
     * Rewrites the database without deleted rows, and builds the indexes of vector spaces that had some anew, as a
     * snapshot.
     */
    Snapshot compact();

    /**
     * Waits until every vector that should be in an index is there, reporting on the way.
     *
     * @param progress called now and then from this thread, at least once
     */
    void awaitIndexes(Progress progress);

    /** Whether everything is well, and what is running out if not. Never waits. */
    Health health();

    /** What opening had to do. */
    RecoveryReport recovery();

    /**
     * Checks every byte of the newest snapshots and the log against their checksums, and the invariants between them.
     */
    VerifyReport verify(Progress progress);

    @Override
    void close();
}

package io.contextdb.engine.checkpoint;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.spi.SnapshotRecord;
import io.contextdb.api.spi.Storage;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The committed snapshots, and the waiting for those to come. Thread-safe. */
public final class SnapshotCatalog {
    private static final int NAMED_MAX = 20;

    private final Storage storage;
    private List<SnapshotRecord> records;
    private long failures;
    private @Nullable Throwable lastFailure;
    private boolean closed;

    /** The snapshots of a storage. */
    public SnapshotCatalog(Storage storage) {
        this.storage = storage;
        this.records = List.copyOf(storage.snapshots());
    }

    /** The snapshots, oldest first. */
    public synchronized List<SnapshotRecord> records() {
        return records;
    }

    /** The snapshot of this id. */
    public Optional<SnapshotRecord> find(long id) {
        return records().stream().filter(record -> record.snapshot().id() == id).findFirst();
    }

    /** The snapshot of this id; {@code SNAPSHOT_TOO_OLD} or {@code SNAPSHOT_NOT_FOUND} when there is none. */
    public SnapshotRecord require(long id) {
        List<SnapshotRecord> present = records();
        return find(id).orElseThrow(() -> missing(id, present));
    }

    private static ContextDbException missing(long id, List<SnapshotRecord> present) {
        boolean gone = !present.isEmpty()
                && id > 0
                && id < present.getLast().snapshot().id();
        String there = present.isEmpty() ? "there are none" : "there are " + named(present);
        return gone
                ? new ContextDbException(ErrorCode.SNAPSHOT_TOO_OLD, "snapshot " + id + " was deleted; " + there)
                : new ContextDbException(ErrorCode.SNAPSHOT_NOT_FOUND, "no snapshot " + id + "; " + there);
    }

    /** Ids with commits of some snapshots, newest first, for messages. */
    public static String named(List<SnapshotRecord> records) {
        String names = records.reversed().stream()
                .limit(NAMED_MAX)
                .map(record ->
                        record.snapshot().id() + " (commit " + record.position().index() + ")")
                .collect(Collectors.joining(", "));
        return names + (records.size() > NAMED_MAX ? " and older ones" : "");
    }

    /** Snapshots have come or gone. */
    void refresh() {
        List<SnapshotRecord> present = List.copyOf(storage.snapshots());
        synchronized (this) {
            records = present;
            notifyAll();
        }
    }

    /** A snapshot that was due could not be written. */
    synchronized void failed(Throwable cause) {
        failures++;
        lastFailure = cause;
        notifyAll();
    }

    /** How often that happened, for {@link #await}. */
    public synchronized long failures() {
        return failures;
    }

    /**
     * Waits until a snapshot is committed.
     *
     * @param failuresBefore {@link #failures()} before it was asked for
     * @throws ContextDbException why it could not be written; it is tried again, and at the latest when the database is
     *     opened anew
     */
    public synchronized SnapshotRecord await(long id, long failuresBefore) {
        while (find(id).isEmpty()) {
            Throwable cause = lastFailure;
            if (cause != null && failures > failuresBefore) {
                throw asOurs(cause);
            }
            if (closed) {
                throw new ContextDbException(
                        ErrorCode.CLOSED,
                        "the database was closed before snapshot " + id
                                + " was written; it is written at the next opening");
            }
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ContextDbException(
                        ErrorCode.CANCELLED,
                        "waiting for snapshot " + id + " was interrupted; it is written all the same",
                        e);
            }
        }
        return find(id).orElseThrow();
    }

    /** Ends all waiting. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }

    private static ContextDbException asOurs(Throwable cause) {
        ErrorCode code = cause instanceof ContextDbException ours ? ours.code() : ErrorCode.FAILED;
        return new ContextDbException(
                code, "the snapshot could not be written, and will be tried again: " + cause.getMessage(), cause);
    }
}

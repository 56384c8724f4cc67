package io.contextdb.engine.checkpoint;

import io.contextdb.api.CleanupReport;
import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.Snapshot;
import io.contextdb.api.spi.SnapshotRecord;
import io.contextdb.api.spi.Storage;
import io.contextdb.engine.command.Command;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Deletes old snapshots in the order in which that was asked for. Thread-safe. */
final class Cleanups {
    /** Reports kept for whoever asked and has not come for them yet, which may be nobody when the log is replayed. */
    static final int REPORTS_MAX = 4096;

    /** Snapshots that are always kept. */
    static final int KEPT_MIN = 2;

    private record Due(
            long index, long timestampMillis, Command.Deletion deletion, CompletableFuture<CleanupReport> report) {}

    private final Storage storage;
    private final SnapshotCatalog catalog;
    private final Queue<Due> due = new ArrayDeque<>();
    private final TreeMap<Long, CompletableFuture<CleanupReport>> reports = new TreeMap<>();
    private boolean closed;

    Cleanups(Storage storage, SnapshotCatalog catalog) {
        this.storage = storage;
        this.catalog = catalog;
    }

    /** The entry at {@code index}, of this time, asks for a deletion. */
    synchronized void add(long index, long timestampMillis, Command.Deletion deletion) {
        Due entry = new Due(index, timestampMillis, deletion, new CompletableFuture<>());
        reports.put(index, entry.report);
        if (closed) {
            refuse(entry);
            return;
        }
        due.add(entry);
        // They are done in the order of their entries: while the first is not, none is.
        if (reports.size() > REPORTS_MAX && reports.firstEntry().getValue().isDone()) {
            reports.pollFirstEntry();
        }
    }

    synchronized boolean isEmpty() {
        return due.isEmpty();
    }

    /**
     * Waits for the cleanup of the entry at {@code index}, which was applied, and returns what it did; to be called
     * once.
     */
    CleanupReport await(long index) {
        CompletableFuture<CleanupReport> report = claim(index);
        if (report == null) {
            throw new ContextDbException(
                    ErrorCode.FAILED,
                    "the cleanup is done, and what it did is not known any more, for " + REPORTS_MAX
                            + " others came after it");
        }
        try {
            return report.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ContextDbException(
                    ErrorCode.CANCELLED, "waiting for the cleanup was interrupted; it is done all the same", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof ContextDbException ours
                    ? ours
                    : new ContextDbException(ErrorCode.FAILED, "the cleanup failed: " + e.getCause(), e);
        }
    }

    /**
     * Carries out what entries up to {@code index} ask for; every snapshot that entries before them asked for is there.
     */
    void run(long index) {
        for (Due next = poll(index); next != null; next = poll(index)) {
            try {
                next.report.complete(delete(next));
            } catch (RuntimeException | Error e) {
                next.report.completeExceptionally(e);
            }
        }
    }

    /** Whoever waits is told that it will not happen now. */
    synchronized void close() {
        closed = true;
        due.forEach(Cleanups::refuse);
        due.clear();
    }

    private static void refuse(Due entry) {
        entry.report.completeExceptionally(
                new ContextDbException(ErrorCode.CLOSED, "the database was closed before the cleanup was done"));
    }

    private synchronized @Nullable CompletableFuture<CleanupReport> claim(long index) {
        return reports.remove(index);
    }

    private synchronized @Nullable Due poll(long index) {
        Due next = due.peek();
        return next == null || next.index > index ? null : due.poll();
    }

    /**
     * Snapshots behind the entry stay and do not count, so that the same ones go whenever this runs, and at every
     * replay.
     */
    private CleanupReport delete(Due next) {
        List<SnapshotRecord> records = catalog.records();
        List<SnapshotRecord> before = records.stream()
                .filter(record -> record.position().index() < next.index)
                .toList();
        Set<Long> gone = chosen(before, next.timestampMillis, next.deletion);
        if (gone.isEmpty() && next.deletion instanceof Command.Delete(long id)) {
            requireOld(before, id);
        }
        CleanupReport report = storage.cleanup(records.stream()
                .map(record -> record.snapshot().id())
                .filter(id -> !gone.contains(id))
                .collect(Collectors.toSet()));
        catalog.refresh();
        return report;
    }

    /**
     * The ids of the snapshots to delete.
     *
     * @param records the snapshots there are, oldest first
     * @param nowMillis the time ages are measured at
     */
    static Set<Long> chosen(List<SnapshotRecord> records, long nowMillis, Command.Deletion deletion) {
        return switch (deletion) {
            case Command.Cleanup(int keep, long ageMillisMax) ->
                records.stream()
                        .limit(Math.max(0, records.size() - Math.max(keep, KEPT_MIN)))
                        .map(SnapshotRecord::snapshot)
                        .filter(snapshot -> ageMillisMax == 0
                                || nowMillis - snapshot.timestamp().toEpochMilli() > ageMillisMax)
                        .map(Snapshot::id)
                        .collect(Collectors.toSet());
            case Command.Delete(long id) ->
                records.stream()
                        .limit(Math.max(0, records.size() - KEPT_MIN))
                        .map(record -> record.snapshot().id())
                        .filter(candidate -> candidate == id)
                        .collect(Collectors.toSet());
        };
    }

    private static void requireOld(List<SnapshotRecord> records, long id) {
        if (records.stream().anyMatch(record -> record.snapshot().id() == id)) {
            throw new ContextDbException(
                    ErrorCode.INVALID_ARGUMENT,
                    "snapshot " + id + " is one of the newest " + KEPT_MIN
                            + ", which recovery needs; take others first, then delete it");
        }
    }
}

package io.contextdb.engine.checkpoint;

import io.contextdb.api.CleanupReport;
import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.spi.SnapshotRecord;
import io.contextdb.api.spi.Storage;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Deletes old snapshots in the order in which that was asked for. Thread-safe. */
final class Cleanups {
    /** Reports kept for whoever asked, which may be nobody when the log is replayed. */
    private static final int REPORTS_MAX = 64;

    /** Snapshots that are always kept. */
    static final int KEPT_MIN = 2;

    private record Cleanup(long index, int keep) {}

    private final Storage storage;
    private final SnapshotCatalog catalog;
    private final Queue<Cleanup> due = new ArrayDeque<>();
    private final TreeMap<Long, CompletableFuture<CleanupReport>> reports = new TreeMap<>();

    Cleanups(Storage storage, SnapshotCatalog catalog) {
        this.storage = storage;
        this.catalog = catalog;
    }

    /** The entry at {@code index} asks for a cleanup. */
    synchronized void add(long index, int keep) {
        due.add(new Cleanup(index, keep));
        reports.put(index, new CompletableFuture<>());
        if (reports.size() > REPORTS_MAX) {
            reports.remove(reports.firstKey());
        }
    }

    synchronized boolean isEmpty() {
        return due.isEmpty();
    }

    /** Waits for the cleanup of the entry at {@code index}, which was applied, and returns what it did. */
    CleanupReport await(long index) {
        try {
            return report(index).get();
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

    /** Carries out what entries up to {@code index} ask for; every snapshot that entries before them asked for is there. */
    void run(long index) {
        for (Cleanup next = poll(index); next != null; next = poll(index)) {
            CompletableFuture<CleanupReport> report = report(next.index);
            try {
                report.complete(cleanup(next));
            } catch (RuntimeException | Error e) {
                report.completeExceptionally(e);
            }
        }
    }

    /** Whoever waits is told that it will not happen now. */
    synchronized void close() {
        due.clear();
        reports.values()
                .forEach(report -> report.completeExceptionally(new ContextDbException(
                        ErrorCode.CLOSED, "the database was closed before the cleanup was done")));
    }

    private synchronized CompletableFuture<CleanupReport> report(long index) {
        CompletableFuture<CleanupReport> report = reports.get(index);
        return report == null ? new CompletableFuture<>() : report;
    }

    private synchronized @Nullable Cleanup poll(long index) {
        Cleanup next = due.peek();
        return next == null || next.index > index ? null : due.poll();
    }

    /** Snapshots behind the entry stay and do not count, so that the same ones go whenever this runs, and at every replay. */
    private CleanupReport cleanup(Cleanup cleanup) {
        List<SnapshotRecord> records = catalog.records();
        long before = records.stream()
                .filter(record -> record.position().index() < cleanup.index)
                .count();
        CleanupReport report = storage.cleanup(records.stream()
                .skip(Math.max(0, before - Math.max(cleanup.keep, KEPT_MIN)))
                .map(record -> record.snapshot().id())
                .collect(Collectors.toSet()));
        catalog.refresh();
        return report;
    }
}

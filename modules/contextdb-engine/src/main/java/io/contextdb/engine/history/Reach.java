package io.contextdb.engine.history;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.spi.SnapshotRecord;
import io.contextdb.engine.checkpoint.SnapshotCatalog;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which states of the past there are, and what is said when one is asked for that is gone. Stateless. */
public final class Reach {
    private Reach() {}

    /**
     * The snapshot taken last at or before an instant, by the times it was given: a clock that was put back gives a
     * later snapshot an earlier time. {@code INVALID_ARGUMENT} when a caller without null checks gives none.
     */
    public static SnapshotRecord snapshotAt(@Nullable Instant instant, List<SnapshotRecord> records) {
        if (instant == null) {
            throw new ContextDbException(
                    ErrorCode.INVALID_ARGUMENT, "the instant null; name the time whose state is asked for");
        }
        return records.stream()
                .filter(record -> !record.snapshot().timestamp().isAfter(instant))
                .max(Comparator.comparing(
                                (SnapshotRecord record) -> record.snapshot().timestamp())
                        .thenComparing(record -> record.snapshot().id()))
                .orElseThrow(() -> noSnapshot(instant, records));
    }

    private static ContextDbException noSnapshot(Instant instant, List<SnapshotRecord> records) {
        String there = records.isEmpty()
                ? "there are none"
                : "there are " + SnapshotCatalog.named(records) + ", the oldest of "
                        + records.getFirst().snapshot().timestamp();
        return new ContextDbException(
                ErrorCode.SNAPSHOT_TOO_OLD, "no snapshot of " + instant + " or before is kept; " + there);
    }

    static ContextDbException noCommit(long commitIndex, long newest, long firstIndex, List<SnapshotRecord> records) {
        return new ContextDbException(
                ErrorCode.SNAPSHOT_TOO_OLD,
                "the state of commit " + commitIndex + " is gone; there are those of "
                        + commits(newest, firstIndex, records) + "; logRetentionBytes lets more be kept");
    }

    /** A commit that never was. */
    static ContextDbException notYet(long commitIndex, long newest, long firstIndex, List<SnapshotRecord> records) {
        return new ContextDbException(
                ErrorCode.INVALID_ARGUMENT,
                "commit " + commitIndex + "; there are the states of " + commits(newest, firstIndex, records));
    }

    /** The commits whose states are there, in words. */
    private static String commits(long newest, long firstIndex, List<SnapshotRecord> records) {
        // Behind the first snapshot that the log reaches back to, every commit is there.
        long first = firstIndex == 1
                ? 0
                : records.stream()
                        .map(record -> record.position().index())
                        .filter(index -> index >= firstIndex - 1)
                        .findFirst()
                        .orElse(newest);
        List<SnapshotRecord> older = records.stream()
                .filter(record -> record.position().index() < first)
                .toList();
        return "commits " + first + " to " + newest
                + (older.isEmpty() ? "" : " and of snapshots " + SnapshotCatalog.named(older));
    }
}

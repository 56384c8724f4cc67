package io.contextdb.api;

import java.time.Instant;

/**
 * An immutable state on disk.
 *
 * @param id grows by one with each snapshot of a database
 * @param timestamp when the log entry that caused it was proposed
 * @param commitIndex the state it holds
 * @param operation what caused it: {@code checkpoint}, {@code compact} or {@code import}
 * @param bytes the size of its files, shared ones included
 */
public record Snapshot(
        long id,
        Instant timestamp,
        long commitIndex,
        String operation,
        long nodes,
        long edges,
        long vectors,
        long bytes) {}

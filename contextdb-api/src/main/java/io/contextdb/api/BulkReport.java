package io.contextdb.api;

/**
 * What a bulk load brought in.
 *
 * @param commitIndex the commit it became visible with
 * @param snapshot the snapshot it was written as
 */
public record BulkReport(long nodes, long edges, long vectors, long commitIndex, Snapshot snapshot) {}

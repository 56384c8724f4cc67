package io.contextdb.transfer;

/**
 * What an export has written.
 *
 * @param files the number of files, its description included
 * @param bytes their size
 * @param commitIndex the state they hold
 */
public record ExportReport(long nodes, long edges, long vectors, long files, long bytes, long commitIndex) {}

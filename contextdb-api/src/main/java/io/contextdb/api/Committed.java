package io.contextdb.api;

/**
 * What some work returned, and the commit that made its writes visible: what a reader elsewhere, or a later request,
 * gives to {@link Database#awaitCommit} so as to see them.
 *
 * @param result what the work returned
 * @param commitIndex the commit of the writes; for work that wrote nothing, that of the state it was done on
 */
public record Committed<T>(T result, long commitIndex) {}

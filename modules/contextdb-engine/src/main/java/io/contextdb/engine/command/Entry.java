package io.contextdb.engine.command;

/**
 * A command with its head.
 *
 * @param database the number of the database it is for, within its log; an embedded database is number 0
 * @param timestampMillis when it was proposed, by the proposer's clock, in milliseconds since 1970
 */
public record Entry(long database, long timestampMillis, Command command) {}

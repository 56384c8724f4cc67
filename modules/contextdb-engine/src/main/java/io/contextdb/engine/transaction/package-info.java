/**
 * Transactions: a state to read from, a write set to gather in, and the keys of what was read, so that commit can tell
 * whether it still holds.
 *
 * <p>Every query of a transaction goes through a {@link io.contextdb.engine.transaction.RecordingView}, which notes
 * what is looked at; so the queries themselves need not know that they run in a transaction.
 */
package io.contextdb.engine.transaction;

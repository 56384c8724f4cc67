/**
 * The consensus of one node: a command is decided when it is in the local log.
 * {@link io.contextdb.consensus.single.SingleConsensusProvider} is found under the name {@code single}.
 *
 * <p>Threads that propose at the same time share one write and one sync, without a thread of the log's own between
 * them: each puts its command into a queue, and whoever gets the commit lock takes all that wait, appends them as one
 * group, syncs, applies them in order and tells their owners. A single thread that proposes meets an open lock and does
 * everything itself, so it pays for nothing but the sync.
 */
package io.contextdb.consensus.single;

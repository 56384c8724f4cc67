/**
 * Threads and waiting. {@link io.contextdb.engine.concurrency.BackgroundThreads} runs what a database does beside its
 * callers, and ends when the database is closed; {@link io.contextdb.engine.concurrency.Uninterrupted} is how closing
 * waits.
 */
package io.contextdb.engine.concurrency;

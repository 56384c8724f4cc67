/**
 * One copy of a database, fed by the log. {@link io.contextdb.engine.replica.Replica} applies entries and publishes
 * what they change; an {@link io.contextdb.engine.replica.Epoch} is a storage generation in service with its state
 * machine and its indexes. A snapshot ends one epoch and begins the next: the new one applies what was logged since,
 * with the same code, until it can take over.
 */
package io.contextdb.engine.replica;

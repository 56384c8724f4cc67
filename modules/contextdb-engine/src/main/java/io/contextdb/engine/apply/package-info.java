/**
 * The deterministic state machine: what a command does to a generation of the storage.
 *
 * <p>{@link io.contextdb.engine.apply.Machine} takes commands in log order. A write set is first checked whole against
 * the state ({@link io.contextdb.engine.apply.WriteSetCheck}), which either refuses it, so that nothing changes, or
 * turns its ids into ordinals; then it is carried out ({@link io.contextdb.engine.apply.WriteSetExecution}) and
 * published. Everything here is a function of the log: no clock, no randomness, no order of hashing, no timing.
 *
 * <p>Used by one thread at a time.
 */
package io.contextdb.engine.apply;

/**
 * States of the past. {@link io.contextdb.engine.history.History} finds the snapshot a state begins with and the log
 * that leads from there to it; an epoch of its own is opened over that snapshot, the log is applied to it with the code
 * that carries on after a checkpoint, and the result is published in versions of its own, so that every query works as
 * it does on the present. States that are open are shared.
 */
package io.contextdb.engine.history;

/**
 * What differs between two states. {@link io.contextdb.engine.diff.StateDiff} goes through both and remembers the
 * lowest ids that differ, as many as memory allows ({@link io.contextdb.engine.diff.LowestIds}); it reports those in
 * order, and goes through both again when there were more.
 */
package io.contextdb.engine.diff;

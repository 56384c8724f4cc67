/**
 * What is left of a database whose process or machine stopped. {@link io.contextdb.engine.crash.Script} is a random
 * life of a database: single calls, transactions and bulk loads, which depend on nothing but a seed and what the
 * database holds. Whoever takes the steps notes how each went, and whoever has the notes repeats them on a
 * {@link io.contextdb.engine.model.GraphModel}: the database must hold what the model holds after the last step that
 * was acknowledged, or after the one that was under way.
 */
@NullMarked
package io.contextdb.engine.crash;

import org.jspecify.annotations.NullMarked;

/**
 * Vector indexes over the rows of a generation, built in the background. Writers never wait for them: rows an index has
 * not taken in are scanned by queries. {@link io.contextdb.engine.index.Indexes} are those of one generation,
 * {@link io.contextdb.engine.index.SpaceIndex} is one of them with its builder.
 */
package io.contextdb.engine.index;

/**
 * Memory that queries work in, used again and again so that a query allocates nothing.
 *
 * <p>{@link io.contextdb.engine.scratch.ScratchPool} lends a {@link io.contextdb.engine.scratch.QueryScratch} to one
 * query at a time, on platform and virtual threads alike. Everything in it grows to the size of the greatest query and
 * stays there; what depends on the number of nodes is one bit each.
 */
package io.contextdb.engine.scratch;

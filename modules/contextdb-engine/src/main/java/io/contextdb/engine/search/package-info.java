/**
 * Similarity: the nodes whose vectors are nearest to a query's.
 *
 * <p>{@link io.contextdb.engine.search.SimilaritySearch} answers from the index of a vector space and scans what is not
 * in it yet, or scans everything; {@link io.contextdb.engine.scratch.TopHits} keeps the best. Hits are ordered by
 * similarity, then by node id as an unsigned number, so equal vectors never make an answer depend on the order of
 * insertion.
 */
package io.contextdb.engine.search;

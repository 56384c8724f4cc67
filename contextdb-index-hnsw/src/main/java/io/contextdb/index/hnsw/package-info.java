/**
 * HNSW: a navigable graph over the rows of a vector space (Malkov and Yashunin, "Efficient and robust approximate
 * nearest neighbor search using Hierarchical Navigable Small World graphs", arXiv 1603.09320).
 *
 * <p><b>The graph.</b> Every row is linked at level 0, to at most {@code 2 * m} rows. A row of a higher level also has
 * a <em>tower</em>: a list of at most {@code m} towers for each of its levels from 1 on. Towers are numbered in the
 * order of their rows. A search starts at the entry tower, walks greedily down to level 1 and searches level 0 with a
 * beam ({@link io.contextdb.index.hnsw.Beam}, or {@link io.contextdb.index.hnsw.FilteredBeam} when not every row may be
 * a result).
 *
 * <p><b>Determinism.</b> The graph is a pure function of the rows in their order. A row's level is a hash of its
 * ordinal ({@link io.contextdb.index.hnsw.Levels}). Rows join in batches whose ends depend on ordinals alone
 * ({@link io.contextdb.index.hnsw.Batches}), as in ParlayANN (arXiv 2305.04359): first every row of the batch searches
 * the graph as it was before the batch and fills its own lists, in parallel; then the links back are grouped by their
 * target and each target is merged by one thread; then each row is tied into the
 * {@linkplain io.contextdb.index.hnsw.SpanningTree spanning tree}; last, the entry point rises. Scores have the same
 * bits on every machine.
 *
 * <p><b>States.</b> {@link io.contextdb.index.hnsw.ListStore} keeps lists in slots. The builder writes slots no reader
 * sees; a list that a reader may see is copied to a new slot before it changes, and the old slot is used again when the
 * last state that had it is closed. So a {@link io.contextdb.index.hnsw.Graph} never changes, and costs one table of
 * slots at most. A file is the same thing: its lists are slots that never change, read where they are mapped
 * ({@link io.contextdb.index.hnsw.HnswFile}).
 */
package io.contextdb.index.hnsw;

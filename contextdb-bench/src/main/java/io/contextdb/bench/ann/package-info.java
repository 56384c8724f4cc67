/**
 * {@code contextdb bench ann}: recall and speed of a vector index, and of hnswlib beside it.
 *
 * <p>{@link io.contextdb.bench.ann.AnnDataset} reads a directory, {@link io.contextdb.bench.ann.AnnBench} builds an
 * index over it, writes and maps its file and searches that, {@link io.contextdb.bench.ann.HnswlibBench} compiles and
 * runs the same over hnswlib with the same queries and the same clocks. {@link io.contextdb.bench.ann.AnnResult} is
 * what either finds.
 */
package io.contextdb.bench.ann;

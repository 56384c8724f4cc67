/**
 * The inverted file: rows are sorted into lists around centroids, and a search scans the lists whose centroids are
 * nearest to the query (Sivic and Zisserman, "Video Google", 2003; Jegou, Douze and Schmid, "Product quantization for
 * nearest neighbor search", 2011, without compression). It is built much faster than a graph, takes four bytes for each
 * row, and asks for more comparisons at the same recall.
 *
 * <p><b>Training.</b> {@link io.contextdb.index.ivf.KMeans} finds the centroids in a sample of the first rows.
 * {@link io.contextdb.index.ivf.Schedule} says when: at 128 rows, and again whenever their number has doubled, so the
 * lists suit the rows there are, and every row is sorted at most twice on average. Between trainings a row goes to the
 * list of its nearest centroid.
 *
 * <p><b>Determinism.</b> The lists are a pure function of the rows in their order and of the seed: what is sampled and
 * where centroids start are hashes, sums are taken in the order of the sample, scores have the same bits everywhere,
 * and threads only share what does not depend on the others.
 *
 * <p><b>States.</b> An {@link io.contextdb.index.ivf.IvfState} never changes: its
 * {@linkplain io.contextdb.index.ivf.IvfFile frozen} lists are read where the file is mapped, those of later rows are
 * arrays. When the centroids change, all rows move to new arrays until the next file is written.
 */
package io.contextdb.index.ivf;

/**
 * How near two vectors are: kernels on the Vector API, each with a scalar twin that returns the same bits.
 *
 * <p>{@link io.contextdb.kernels.Scorer} is the main object. One for each vector space knows its metric and dimension;
 * a {@link io.contextdb.kernels.Query} puts it together with rows and the vector they are compared with, and gives the
 * scores of {@link io.contextdb.api.spi.VectorSearch}, one row at a time or, faster, many: rows are taken in fours,
 * which keeps four streams of loads in flight and so hides much of the memory's latency.
 *
 * <pre>{@code
 * Scorer scorer = new Scorer(Metric.COSINE, 128);
 * Query query = new Query();
 * query.set(scorer, rows, queryAddress, scorer.inverseNorm(queryAddress));
 * query.score(ordinals, 0, count, scores);
 * }</pre>
 *
 * <p>{@link io.contextdb.kernels.ScoredRow} packs a score and its row into one long whose order is the order of
 * results, and {@link io.contextdb.kernels.NearestRows} keeps the k best of many. {@link io.contextdb.kernels.RowScan}
 * puts them together into the exact answer. {@link io.contextdb.kernels.Workers} and
 * {@link io.contextdb.kernels.IndexHeader} are what builders and files of indexes have in common.
 *
 * <p><b>Fixed bits.</b> Answers must not depend on the machine, so the sum has one order everywhere: 16 lanes, lane
 * {@code i} takes the components {@code i, i + 16, i + 32 ...} by fused multiply-add, and at the end halves are added:
 * lane {@code i + 8} to {@code i}, then 4, 2, 1. A kernel of 512 bits holds the lanes in one register, one of 256 bits
 * in two, one of 128 bits in four; the scalar twin sums lane after lane. Rows are padded with zeros to whole lanes, so
 * there are no tails.
 *
 * <p><b>Speed.</b> Rows are read by absolute address. The JVM still checks each vector load against the address space
 * unless it runs with {@code -Djdk.incubator.vector.VECTOR_ACCESS_OOB_CHECK=0}, as the {@code contextdb} launcher sets;
 * that halves the time. {@code -Dcontextdb.kernels=512|256|128|scalar} forces a width; the logger
 * {@code io.contextdb.kernels} tells at DEBUG which one was chosen and why. A processor without fused multiply-add
 * computes the same bits, slowly.
 */
package io.contextdb.kernels;

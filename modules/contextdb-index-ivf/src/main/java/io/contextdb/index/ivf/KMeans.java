package io.contextdb.index.ivf;

import io.contextdb.api.Metric;
import io.contextdb.api.spi.VectorRows;
import io.contextdb.kernels.Scorer;
import io.contextdb.kernels.SplitMix64;
import io.contextdb.kernels.Workers;
import io.contextdb.memory.NativeMemory;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * Centroids by Lloyd's algorithm ("Least squares quantization in PCM", 1982) over a sample of the rows. Under cosine
 * rows count by their direction; under the inner product they are sorted by distance, as sorting by product would put
 * nearly all with the longest centroid.
 */
final class KMeans {
    private static final int ITERATIONS = 10;
    private static final int SAMPLES_OF_LIST = 64;
    private static final int CHUNK = 64;

    private final Scorer scorer;
    private final Workers workers;

    KMeans(Metric metric, int dimension, Workers workers) {
        this.scorer = sorting(metric, dimension);
        this.workers = workers;
    }

    /** How rows are sorted into lists under a metric. */
    static Scorer sorting(Metric metric, int dimension) {
        return new Scorer(metric == Metric.DOT ? Metric.EUCLIDEAN : metric, dimension);
    }

    /** Finds {@code lists} centroids among the first {@code count} rows, which are at least as many. */
    Centroids train(VectorRows rows, int count, int lists, int seed) {
        int[] sample = draw(count, (int) Math.min(count, (long) lists * SAMPLES_OF_LIST), seed);
        int[] first = draw(sample.length, lists, ~seed);
        MemorySegment memory = NativeMemory.allocateSegment(
                Arena.ofAuto(), Centroids.bytes(rows.dimension(), lists), VectorRows.ALIGNMENT_BYTES);
        Centroids centroids = new Centroids(rows.dimension(), lists, memory.address(), memory);
        for (int list = 0; list < lists; list++) {
            NativeMemory.copy(
                    rows.address(sample[first[list]]), centroids.address(list), Centroids.bytes(rows.dimension(), 1));
        }
        centroids.measure(scorer);
        int[] listOfSample = new int[sample.length];
        for (int iteration = 0; iteration < ITERATIONS; iteration++) {
            if (!sort(rows, sample, centroids, listOfSample)) {
                break;
            }
            move(rows, sample, centroids, listOfSample);
        }
        return centroids;
    }

    /** One number out of each of {@code draws} equal parts of the numbers below {@code count}: ascending, each once. */
    private static int[] draw(int count, int draws, int seed) {
        int[] drawn = new int[draws];
        for (int i = 0; i < draws; i++) {
            long from = (long) count * i / draws;
            long to = (long) count * (i + 1) / draws;
            drawn[i] = (int) (from + Long.remainderUnsigned(SplitMix64.mix((long) seed << 32 | i), to - from));
        }
        return drawn;
    }

    /** Sorts the sample into the lists; returns whether any row changed its list, which the first time some do. */
    private boolean sort(VectorRows rows, int[] sample, Centroids centroids, int[] listOfSample) {
        int[] before = listOfSample.clone();
        NearestList[] nearest = nearest(centroids);
        workers.run(
                sample.length, CHUNK, (worker, item) -> listOfSample[item] = nearest[worker].of(rows, sample[item]));
        return !Arrays.equals(before, listOfSample);
    }

    /** Sorts the rows from {@code from} to {@code to}, exclusive, into lists; returns the list of each. */
    int[] sort(VectorRows rows, int from, int to, Centroids centroids) {
        int[] lists = new int[to - from];
        NearestList[] nearest = nearest(centroids);
        workers.run(lists.length, CHUNK, (worker, item) -> lists[item] = nearest[worker].of(rows, from + item));
        return lists;
    }

    private NearestList[] nearest(Centroids centroids) {
        NearestList[] nearest = new NearestList[workers.count()];
        Arrays.setAll(nearest, worker -> new NearestList(scorer, centroids));
        return nearest;
    }

    /**
     * Moves each centroid to the mean of its rows, summed in the order of the sample; one without rows, or without a
     * direction, stays.
     */
    private void move(VectorRows rows, int[] sample, Centroids centroids, int[] listOfSample) {
        int dimension = rows.dimension();
        double[] sums = new double[centroids.count() * dimension];
        int[] counts = new int[centroids.count()];
        for (int i = 0; i < sample.length; i++) {
            long address = rows.address(sample[i]);
            double weight = rows.inverseNorm(sample[i]);
            int at = listOfSample[i] * dimension;
            counts[listOfSample[i]]++;
            for (int component = 0; component < dimension; component++) {
                sums[at + component] += weight * NativeMemory.getFloat(address + (long) component * Float.BYTES);
            }
        }
        for (int list = 0; list < counts.length; list++) {
            if (counts[list] > 0 && hasDirection(sums, list * dimension, dimension)) {
                for (int component = 0; component < dimension; component++) {
                    NativeMemory.putFloat(centroids.address(list) + (long) component * Float.BYTES, (float)
                            (sums[list * dimension + component] / counts[list]));
                }
            }
        }
        centroids.measure(scorer);
    }

    /** Whether cosine can compare with these sums; distance can with any. */
    private boolean hasDirection(double[] sums, int from, int dimension) {
        if (scorer.metric() != Metric.COSINE) {
            return true;
        }
        double square = 0;
        for (int i = from; i < from + dimension; i++) {
            square += sums[i] * sums[i];
        }
        return square > 1e-20;
    }
}

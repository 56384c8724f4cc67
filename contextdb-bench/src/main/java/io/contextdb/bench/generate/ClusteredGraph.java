package io.contextdb.bench.generate;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * A random graph with communities and vectors that know of them.
 *
 * <p>Node {@code i} belongs to cluster {@code i % clusters}. Four of five edges stay within the cluster of their
 * source, the others lead anywhere; targets are drawn with the density {@code 1 / (2 sqrt(x))}, so that early nodes
 * become hubs. A vector is its cluster's centre plus Gaussian noise of standard deviation {@link #NOISE} in each
 * component, scaled to length 1; centres are uniform on the sphere.
 *
 * @param nodes at least {@code clusters}
 * @param edges 0 or more
 * @param dimension components of a vector, 1 or more
 * @param clusters at least 1
 * @param seed decides everything that is drawn
 */
public record ClusteredGraph(int nodes, long edges, int dimension, int clusters, long seed) {
    /** How far vectors lie from their centre, for each component times the square root of the dimension. */
    static final double NOISE = 1.0;

    private static final String[] KINDS = {"OWNS", "LINKS", "RELATED"};
    private static final RandomGeneratorFactory<RandomGenerator> RANDOM = RandomGeneratorFactory.of("L64X128MixRandom");

    /** Checks the ranges. */
    public ClusteredGraph {
        if (clusters < 1 || nodes < clusters || edges < 0 || dimension < 1) {
            throw new IllegalArgumentException("nodes " + nodes + ", edges " + edges + ", dimension " + dimension
                    + ", clusters " + clusters + "; need clusters >= 1, nodes >= clusters, edges >= 0, dimension >= 1");
        }
    }

    /** Takes the edges as they are drawn. */
    @FunctionalInterface
    public interface EdgeVisitor {
        /** An edge between nodes counted from 0. */
        void edge(int from, int to, String kind);
    }

    /** Draws all edges. */
    public void forEachEdge(EdgeVisitor visitor) {
        RandomGenerator random = RANDOM.create(seed);
        for (long i = 0; i < edges; i++) {
            int from = random.nextInt(nodes);
            double skewed = random.nextDouble();
            skewed *= skewed;
            int to;
            if (random.nextInt(5) > 0) {
                int cluster = from % clusters;
                int members = (nodes - cluster + clusters - 1) / clusters;
                to = cluster + clusters * (int) (skewed * members);
            } else {
                to = (int) (skewed * nodes);
            }
            visitor.edge(from, to, KINDS[random.nextInt(KINDS.length)]);
        }
    }

    /** A stream of vectors near the clusters' centres. */
    public final class Vectors {
        private final float[][] centres = new float[clusters][dimension];
        private final RandomGenerator random;
        private final float[] vector = new float[dimension];

        /**
         * Begins a stream.
         *
         * @param stream 0 for the nodes' own vectors; other numbers give other vectors around the same centres, as for
         *     queries
         */
        public Vectors(int stream) {
            RandomGenerator centreRandom = RANDOM.create(~seed);
            for (float[] centre : centres) {
                for (int i = 0; i < dimension; i++) {
                    centre[i] = (float) centreRandom.nextGaussian();
                }
                normalize(centre);
            }
            random = RANDOM.create(seed * 31 + stream + 1);
        }

        /** The next vector, near the centre of {@code cluster}; the array is used again by the next call. */
        public float[] next(int cluster) {
            float[] centre = centres[cluster];
            double scale = NOISE / Math.sqrt(dimension);
            for (int i = 0; i < dimension; i++) {
                vector[i] = (float) (centre[i] + scale * random.nextGaussian());
            }
            normalize(vector);
            return vector;
        }
    }

    private static void normalize(float[] vector) {
        double sum = 0;
        for (float component : vector) {
            sum += (double) component * component;
        }
        float scale = (float) (1 / Math.sqrt(sum));
        for (int i = 0; i < vector.length; i++) {
            vector[i] *= scale;
        }
    }
}

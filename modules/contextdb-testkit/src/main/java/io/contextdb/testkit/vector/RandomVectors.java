package io.contextdb.testkit.vector;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Vectors of the kinds that indexes meet. */
public final class RandomVectors {
    private RandomVectors() {}

    /** Independent normal components: the hardest kind, for nothing is near. */
    public static List<float[]> gaussian(Random random, int count, int dimension) {
        List<float[]> vectors = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            float[] vector = new float[dimension];
            for (int j = 0; j < dimension; j++) {
                vector[j] = (float) random.nextGaussian();
            }
            vectors.add(vector);
        }
        return vectors;
    }

    /** Normal clouds of a third of the spread around {@code clusters} centres, as embeddings have topics. */
    public static List<float[]> clustered(Random random, int count, int dimension, int clusters) {
        List<float[]> centres = gaussian(random, clusters, dimension);
        List<float[]> vectors = gaussian(random, count, dimension);
        for (float[] vector : vectors) {
            float[] centre = centres.get(random.nextInt(clusters));
            for (int j = 0; j < dimension; j++) {
                vector[j] = centre[j] + vector[j] / 3;
            }
        }
        return vectors;
    }

    /** Vectors of which most are copies of a few, with small integer components: full of ties. */
    public static List<float[]> repeated(Random random, int count, int dimension, int different) {
        List<float[]> originals = gaussian(random, different, dimension);
        for (float[] original : originals) {
            for (int j = 0; j < dimension; j++) {
                original[j] = Math.round(original[j] * 2) + (j == 0 ? 0.5f : 0);
            }
        }
        List<float[]> vectors = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            vectors.add(originals.get(random.nextInt(different)));
        }
        return vectors;
    }
}

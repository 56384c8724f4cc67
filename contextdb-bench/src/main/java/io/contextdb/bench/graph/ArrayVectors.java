package io.contextdb.bench.graph;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The limit for vectors: arrays on the heap, scaled to length 1, and a scan; and the judge of answers, in double. */
final class ArrayVectors {
    /** Similarities closer than this are a tie. */
    static final double TIE = 1e-6;

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

    private final float[][] vectors;
    private final float[][] units;
    private int[] best = new int[16];
    private float[] bestScores = new float[16];
    private int found;

    ArrayVectors(float[][] vectors) {
        this.vectors = vectors;
        units = new float[vectors.length][];
        for (int i = 0; i < vectors.length; i++) {
            double norm = Math.sqrt(product(vectors[i], vectors[i]));
            double scale = norm == 0 ? 0 : 1 / norm;
            units[i] = new float[vectors[i].length];
            for (int j = 0; j < units[i].length; j++) {
                units[i][j] = (float) (vectors[i][j] * scale);
            }
        }
    }

    /** The {@code k} nodes most similar to {@code like}, itself included; returns how many there are. */
    int nearest(int like, int k) {
        begin(k);
        for (int node = 0; node < units.length; node++) {
            offer(node, dot(units[like], units[node]), k);
        }
        return found;
    }

    /**
     * The {@code k} nodes most similar to {@code like} among those a graph reached last; returns how many there are.
     */
    int nearest(int like, int k, ArrayGraph graph, int reached) {
        begin(k);
        for (int i = 1; i <= reached; i++) {
            int node = graph.reached(i);
            offer(node, dot(units[like], units[node]), k);
        }
        return found;
    }

    /** The cosine of two nodes' vectors, 0 when one is all zeros. */
    double similarity(int a, int b) {
        double norms = Math.sqrt(product(vectors[a], vectors[a]) * product(vectors[b], vectors[b]));
        return norms == 0 ? 0 : product(vectors[a], vectors[b]) / norms;
    }

    /** Whether a vector has no direction, or too short a one for a database to compare by cosine. */
    static boolean isZero(float[] vector) {
        return product(vector, vector) < 0x1p-256;
    }

    private void begin(int k) {
        found = 0;
        if (best.length < k) {
            best = new int[k];
            bestScores = new float[k];
        }
    }

    private void offer(int node, float score, int k) {
        if (found == k && score <= bestScores[k - 1]) {
            return;
        }
        int place = found < k ? found++ : k - 1;
        for (; place > 0 && bestScores[place - 1] < score; place--) {
            bestScores[place] = bestScores[place - 1];
            best[place] = best[place - 1];
        }
        bestScores[place] = score;
        best[place] = node;
    }

    private static float dot(float[] a, float[] b) {
        FloatVector sum = FloatVector.zero(SPECIES);
        int i = 0;
        for (; i < SPECIES.loopBound(a.length); i += SPECIES.length()) {
            sum = FloatVector.fromArray(SPECIES, a, i).fma(FloatVector.fromArray(SPECIES, b, i), sum);
        }
        float total = sum.reduceLanes(VectorOperators.ADD);
        for (; i < a.length; i++) {
            total += a[i] * b[i];
        }
        return total;
    }

    private static double product(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}

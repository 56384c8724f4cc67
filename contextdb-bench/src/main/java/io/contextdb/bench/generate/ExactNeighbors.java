package io.contextdb.bench.generate;

/**
 * The exact nearest neighbours among a graph's vectors by a plain scan over arrays, as far from the code under test as
 * can be. Vectors have length 1, so the order by inner product is that by cosine and by Euclidean distance.
 */
final class ExactNeighbors {
    private final float[][] base;
    private final int[] rows;
    private final float[] products;

    ExactNeighbors(ClusteredGraph graph, int neighbors) {
        if (neighbors > graph.nodes()) {
            throw new IllegalArgumentException(neighbors + " neighbours of " + graph.nodes() + " vectors");
        }
        base = new float[graph.nodes()][];
        ClusteredGraph.Vectors vectors = graph.new Vectors(0);
        for (int i = 0; i < base.length; i++) {
            base[i] = vectors.next(i % graph.clusters()).clone();
        }
        rows = new int[neighbors];
        products = new float[neighbors];
    }

    /**
     * The rows nearest to {@code query}, nearest first, equal ones by row; the array is used again by the next call.
     */
    int[] of(float[] query) {
        int found = 0;
        for (int row = 0; row < base.length; row++) {
            float product = product(query, base[row]);
            if (found < rows.length || product > products[found - 1]) {
                int place = found < rows.length ? found++ : found - 1;
                for (; place > 0 && products[place - 1] < product; place--) {
                    products[place] = products[place - 1];
                    rows[place] = rows[place - 1];
                }
                products[place] = product;
                rows[place] = row;
            }
        }
        return rows;
    }

    private static float product(float[] a, float[] b) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        int i = 0;
        for (; i + 4 <= a.length; i += 4) {
            s0 += a[i] * b[i];
            s1 += a[i + 1] * b[i + 1];
            s2 += a[i + 2] * b[i + 2];
            s3 += a[i + 3] * b[i + 3];
        }
        for (; i < a.length; i++) {
            s0 += a[i] * b[i];
        }
        return s0 + s1 + s2 + s3;
    }
}

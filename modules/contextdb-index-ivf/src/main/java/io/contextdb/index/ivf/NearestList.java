package io.contextdb.index.ivf;

import io.contextdb.api.spi.VectorRows;
import io.contextdb.kernels.Query;
import io.contextdb.kernels.Scorer;

/** Finds the list of a row: that of its nearest centroid, of equal ones the first. Scratch memory of one thread. */
final class NearestList {
    private final Scorer scorer;
    private final Centroids centroids;
    private final Query query = new Query();
    private final float[] scores;

    NearestList(Scorer scorer, Centroids centroids) {
        this.scorer = scorer;
        this.centroids = centroids;
        this.scores = new float[centroids.count()];
    }

    int of(VectorRows rows, int row) {
        query.set(scorer, centroids, rows.address(row), rows.inverseNorm(row));
        query.scoreFirst(scores.length, scores);
        int nearest = 0;
        for (int list = 1; list < scores.length; list++) {
            if (scores[list] > scores[nearest]) {
                nearest = list;
            }
        }
        return nearest;
    }
}

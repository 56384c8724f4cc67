package io.contextdb.index.ivf;

/**
 * Rows in lists.
 *
 * @param rows the number of rows
 * @param trainedRows the number of rows when the centroids were trained
 * @param centroids the centroids
 * @param frozen the lists of the rows in the file
 * @param later the lists of the rows after those
 */
record IvfState(int rows, int trainedRows, Centroids centroids, Postings frozen, Postings later) {
    /** The state without rows. */
    static IvfState empty(int dimension) {
        return new IvfState(0, 0, new Centroids(dimension, 0, 0, new Object()), Postings.NONE, Postings.NONE);
    }

    /** The number of lists. */
    int lists() {
        return centroids.count();
    }
}

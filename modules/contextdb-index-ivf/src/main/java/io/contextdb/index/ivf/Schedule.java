package io.contextdb.index.ivf;

/** When rows join, when centroids are trained, and how many lists there are: pure functions of row ordinals. */
final class Schedule {
    /** Rows join so many at a time; the others are scanned by every search. */
    private static final int BATCH_ROWS = 128;

    /** A list has at least so many rows on average when the centroids are trained. */
    private static final int ROWS_OF_LIST_MIN = 8;

    private Schedule() {}

    /** The end of the last whole batch. */
    static int boundary(int rows) {
        return rows / BATCH_ROWS * BATCH_ROWS;
    }

    /**
     * The number of rows when the centroids were last trained: a batch times a power of two, or 0 when there are no
     * rows to train with.
     */
    static int trainedRows(int boundary) {
        return boundary == 0 ? 0 : BATCH_ROWS * Integer.highestOneBit(boundary / BATCH_ROWS);
    }

    /**
     * The number of lists: as asked, or twice the root of the rows, so that comparing centroids costs about as much as
     * comparing rows does.
     */
    static int lists(int trainedRows, IvfParameters parameters) {
        int wanted = parameters.lists() > 0 ? parameters.lists() : (int) (2 * Math.sqrt(trainedRows));
        return Math.clamp(wanted, 1, trainedRows / ROWS_OF_LIST_MIN);
    }
}

package io.contextdb.api.spi;

/**
 * The index over the rows of one vector space. It takes rows in by batches whose ends depend on row ordinals alone;
 * rows above the last batch are scanned by the engine. So the index, and every answer, is a function of the rows, not
 * of timing.
 *
 * <p>One builder thread at a time calls {@link #extend}; any number of threads search through readers meanwhile.
 */
public interface VectorIndex extends AutoCloseable {
    /**
     * The end of the last whole batch when there are {@code rows} rows: a pure function, monotonic, at most
     * {@code rows}.
     */
    int boundary(int rows);

    /** The newest state of the index, retained; the caller closes it. */
    VectorIndexReader reader();

    /**
     * Takes in the rows up to {@code boundary}, deleted ones included, and makes them visible to later readers, all at
     * once or batch by batch. Returns early, at a batch's end, when {@code control} says so.
     *
     * @param rows at least {@code boundary} rows, valid during the call
     * @param boundary a value of {@link #boundary(int)}
     */
    void extend(VectorRows rows, int boundary, BuildControl control);

    /** Frees what no reader uses any more, the rest when the last reader closes. */
    @Override
    void close();
}

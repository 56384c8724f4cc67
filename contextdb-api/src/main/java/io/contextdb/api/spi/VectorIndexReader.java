package io.contextdb.api.spi;

/** An immutable state of a vector index, safe for any number of threads until it is closed. */
public interface VectorIndexReader extends AutoCloseable {
    /** The rows this state covers: ordinals from 0 to this number, exclusive. */
    int indexedRows();

    /**
     * What a search with a filter costs: about how many rows could be compared with the query one after the other in
     * the same time. The engine compares all candidates instead when they are fewer. Only an estimate; a factor of two
     * does little harm.
     *
     * @param k how many are wanted, 1 or more
     * @param ef as the query says it; 0 for the index's own choice
     * @param candidates how many of the indexed rows the filter accepts, 1 or more
     */
    long searchCost(int k, int ef, int candidates);

    /**
     * Finds nearest rows among the first {@link #indexedRows()} of the search's rows. No allocation once the search
     * object has grown.
     *
     * @param search what to look for; its results are replaced
     */
    void search(VectorSearch search);

    /** Writes the state so that {@link VectorIndexProvider#open} finds it again; equal states write equal bytes. */
    void write(ByteSink sink);

    /** Lets go of this state; reader objects may be shared, each {@code reader()} call needs its own close. */
    @Override
    void close();
}

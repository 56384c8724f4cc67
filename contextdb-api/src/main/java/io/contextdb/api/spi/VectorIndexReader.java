package io.contextdb.api.spi;

/** An immutable state of a vector index, safe for any number of threads until it is closed. */
public interface VectorIndexReader extends AutoCloseable {
    /** The rows this state covers: ordinals from 0 to this number, exclusive. */
    int indexedRows();

    /**
     * Finds nearest rows among the first {@link #indexedRows()} of the search's rows. No allocation once the search object has grown.
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

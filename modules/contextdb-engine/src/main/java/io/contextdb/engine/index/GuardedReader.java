package io.contextdb.engine.index;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.spi.ByteSink;
import io.contextdb.api.spi.VectorIndexReader;
import io.contextdb.api.spi.VectorSearch;
import java.util.function.Consumer;

/**
 * A state of an index that reads from a file; tells when the file turns out to be damaged. The error goes on to the
 * caller, who does without the index.
 */
public final class GuardedReader implements VectorIndexReader {
    private final VectorIndexReader reader;
    private final String origin;
    private final Consumer<ContextDbException> damaged;

    /**
     * Guards a reader, taken over.
     *
     * @param origin which file it is, as errors say
     * @param damaged told of such an error, by the thread that met it
     */
    GuardedReader(VectorIndexReader reader, String origin, Consumer<ContextDbException> damaged) {
        this.reader = reader;
        this.origin = origin;
        this.damaged = damaged;
    }

    /** Whether an error says that the file of this index is damaged, and not what it was built over. */
    public boolean isFault(ContextDbException e) {
        return isFault(e, origin);
    }

    /** Whether an error says that the index file at {@code origin} is damaged. */
    public static boolean isFault(ContextDbException e, String origin) {
        return e.damagedFile().filter(origin::equals).isPresent();
    }

    private ContextDbException told(ContextDbException e) {
        if (isFault(e)) {
            damaged.accept(e);
        }
        return e;
    }

    @Override
    public int indexedRows() {
        return reader.indexedRows();
    }

    @Override
    public long searchCost(int k, int ef, int candidates) {
        return reader.searchCost(k, ef, candidates);
    }

    @Override
    public void search(VectorSearch search) {
        try {
            reader.search(search);
        } catch (ContextDbException e) {
            // The index left its scratch there in the middle of a search, so it is of no further use.
            search.scratch(null);
            throw told(e);
        }
    }

    @Override
    public void write(ByteSink sink) {
        try {
            reader.write(sink);
        } catch (ContextDbException e) {
            throw told(e);
        }
    }

    @Override
    public void close() {
        reader.close();
    }
}

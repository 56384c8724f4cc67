package io.contextdb.engine.version;

import io.contextdb.api.spi.VectorIndexReader;
import java.util.concurrent.atomic.AtomicInteger;

/** A state of a vector index that several versions share; closed when the last of them lets go. */
public final class SharedReader {
    private final VectorIndexReader reader;
    private final AtomicInteger holders = new AtomicInteger(1);

    /** Takes over a reader; the caller is the first holder. */
    public SharedReader(VectorIndexReader reader) {
        this.reader = reader;
    }

    /** The reader, valid while held. */
    public VectorIndexReader reader() {
        return reader;
    }

    /** Adds a holder. The caller knows of one that does not let go meanwhile. */
    public SharedReader retain() {
        int before = holders.getAndIncrement();
        assert before > 0 : "a closed index reader is retained";
        return this;
    }

    /** Lets go. */
    public void release() {
        int left = holders.decrementAndGet();
        assert left >= 0 : "an index reader is released twice";
        if (left == 0) {
            reader.close();
        }
    }
}

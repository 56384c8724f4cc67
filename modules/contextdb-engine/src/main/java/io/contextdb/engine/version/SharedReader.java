package io.contextdb.engine.version;

import io.contextdb.api.spi.VectorIndexReader;

/** A state of a vector index that several versions share; closed when the last of them lets go. */
public final class SharedReader {
    private final VectorIndexReader reader;
    private final Holders holders = new Holders();

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
        holders.retain();
        return this;
    }

    /** Lets one holder go; the last one closes the reader. */
    public void release() {
        if (holders.release()) {
            reader.close();
        }
    }
}

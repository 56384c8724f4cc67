package io.contextdb.api.spi;

import io.contextdb.api.VectorIndexOptions;

/** A kind of vector index. The engine picks one by the name in {@link VectorIndexOptions#type()}. */
public interface VectorIndexProvider {
    /** The stable name configuration uses and files carry, such as {@code hnsw}. */
    String name();

    /**
     * Checks options before they become part of a database.
     *
     * @throws io.contextdb.api.ContextDbException {@code INVALID_CONFIGURATION} for an unknown parameter or one out of
     *     range, naming the value and the range
     */
    void validate(VectorIndexOptions options);

    /**
     * Opens an index, from its file when it has one. Called by the thread that opens the database or creates the space.
     *
     * @throws io.contextdb.api.ContextDbException {@code CORRUPTION} with the file's {@link IndexFile#origin()} as its
     *     {@link io.contextdb.api.ContextDbException#damagedFile} when that is damaged, as the index and its readers
     *     throw when they find it later
     */
    VectorIndex open(VectorIndexContext context);
}

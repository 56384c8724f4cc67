package io.contextdb.api.spi;

import io.contextdb.api.VectorIndexOptions;
import java.util.Optional;

/**
 * What a vector index is opened with.
 *
 * @param name the vector space, for messages
 * @param options its options, dimension decided
 * @param file what an earlier {@link VectorIndexReader#write} wrote; valid until the index and all its readers are
 *     closed
 * @param buildThreads how many threads may build
 */
public record VectorIndexContext(String name, VectorIndexOptions options, Optional<IndexFile> file, int buildThreads) {}

package io.contextdb.api.spi;

import io.contextdb.api.VectorIndexOptions;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/**
 * What a vector index is opened with.
 *
 * @param name the vector space, for messages
 * @param options its options, dimension decided
 * @param file the bytes an earlier {@link VectorIndexReader#write} wrote, mapped; valid until the index and all its readers are closed
 * @param buildThreads how many threads may build
 */
public record VectorIndexContext(
        String name, VectorIndexOptions options, Optional<MemorySegment> file, int buildThreads) {}

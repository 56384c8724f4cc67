package io.contextdb.api.spi;

import java.lang.foreign.MemorySegment;

/**
 * Compresses blocks, each by itself, between native memory. Thread-safe, and a pure function: the same block gives the
 * same bytes everywhere.
 */
public interface BlockCodec {
    /**
     * Compresses a block.
     *
     * @param source at least one byte, at most 1 MiB
     * @param target where the result goes
     * @return the bytes of the result, or -1 when it does not fit into {@code target}
     */
    int compress(MemorySegment source, MemorySegment target);

    /**
     * Decompresses a block, which may come from anywhere: nothing outside of {@code source} is read, nothing outside of
     * {@code target} written.
     *
     * @param target as long as the block was before it was compressed
     * @throws io.contextdb.api.ContextDbException {@code CORRUPTION} when it is malformed or of another length
     */
    void decompress(MemorySegment source, MemorySegment target);
}

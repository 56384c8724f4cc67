package io.contextdb.testkit.storage;

import io.contextdb.api.spi.ByteSink;
import io.contextdb.api.spi.VectorIndexReader;
import io.contextdb.api.spi.VectorSearch;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** An index that is nothing but bytes, written in pieces of odd sizes. */
final class BytesReader implements VectorIndexReader {
    private static final int PIECE_BYTES = 4_099;

    private final byte[] bytes;
    private final int indexedRows;

    BytesReader(byte[] bytes, int indexedRows) {
        this.bytes = bytes;
        this.indexedRows = indexedRows;
    }

    @Override
    public int indexedRows() {
        return indexedRows;
    }

    @Override
    public long searchCost(int k, int ef, int candidates) {
        return indexedRows;
    }

    @Override
    public void search(VectorSearch search) {
        search.clearResults();
    }

    @Override
    public void write(ByteSink sink) {
        long start = sink.position();
        for (int from = 0; from < bytes.length; from += PIECE_BYTES) {
            int length = Math.min(PIECE_BYTES, bytes.length - from);
            // The piece is gone after the call: a sink that keeps it reads freed memory.
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment piece = arena.allocate(length);
                MemorySegment.copy(bytes, from, piece, ValueLayout.JAVA_BYTE, 0, length);
                sink.write(piece);
            }
            assert sink.position() - start == from + length : "the sink counts its bytes";
        }
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}

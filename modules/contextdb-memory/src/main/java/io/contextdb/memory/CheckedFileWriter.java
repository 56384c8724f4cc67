package io.contextdb.memory;

import io.contextdb.api.spi.ByteSink;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Writes a {@link CheckedFile} in one pass. The size of the body is known when writing begins; all its bytes are then
 * put in order and {@link #finish} adds the checksums. Not thread-safe.
 */
public final class CheckedFileWriter implements AutoCloseable {
    private static final int BUFFER_BYTES = 16 * CheckedFile.BLOCK_BYTES;

    private final Arena arena = Arena.ofConfined();
    private final MemorySegment buffer = NativeMemory.allocateSegment(arena, BUFFER_BYTES, 64);
    private final ByteEncoder checksums = new ByteEncoder();
    private final ByteSink sink;
    private final long bodyBytes;
    private long written;
    private int filled;

    /**
     * Writes the first block.
     *
     * @param sink takes the file's bytes, from its first one on
     * @param header the header's numbers
     * @param bodyBytes how many bytes will be put; rounded up to whole blocks by zeros
     */
    public CheckedFileWriter(ByteSink sink, long magic, int version, int[] header, long bodyBytes) {
        assert header.length <= CheckedFile.HEADER_INTS;
        this.sink = sink;
        this.bodyBytes = wholeBlocks(bodyBytes);
        long blocks = this.bodyBytes / CheckedFile.BLOCK_BYTES;
        buffer.set(NativeMemory.LONG, CheckedFile.MAGIC, magic);
        buffer.set(NativeMemory.INT, CheckedFile.VERSION, version);
        buffer.set(
                NativeMemory.LONG,
                CheckedFile.FILE_BYTES,
                CheckedFile.BLOCK_BYTES + this.bodyBytes + blocks * Integer.BYTES);
        buffer.set(NativeMemory.LONG, CheckedFile.BODY_BYTES, this.bodyBytes);
        for (int i = 0; i < header.length; i++) {
            buffer.set(NativeMemory.INT, CheckedFile.HEADER + (long) i * Integer.BYTES, header[i]);
        }
        MemorySegment first = buffer.asSlice(0, CheckedFile.BLOCK_BYTES);
        first.set(NativeMemory.INT, CheckedFile.CHECKSUM, CheckedFile.checksumOfFirstBlock(first));
        sink.write(first);
        buffer.fill((byte) 0);
    }

    /** The bytes rounded up to whole blocks: what sections that are aligned take. */
    public static long wholeBlocks(long bytes) {
        return (bytes + CheckedFile.BLOCK_BYTES - 1) / CheckedFile.BLOCK_BYTES * CheckedFile.BLOCK_BYTES;
    }

    /** Appends 4 bytes. */
    public void putInt(int value) {
        if (BUFFER_BYTES - filled < Integer.BYTES) {
            flush();
        }
        buffer.set(NativeMemory.INT, filled, value);
        filled += Integer.BYTES;
    }

    /** Appends the 4 bytes of a float's bits. */
    public void putFloat(float value) {
        putInt(Float.floatToRawIntBits(value));
    }

    /** Appends bytes from native memory. */
    public void put(long address, long bytes) {
        long at = 0;
        while (at < bytes) {
            if (filled == BUFFER_BYTES) {
                flush();
            }
            long count = Math.min(bytes - at, BUFFER_BYTES - filled);
            NativeMemory.copy(address + at, buffer.address() + filled, count);
            filled += (int) count;
            at += count;
        }
    }

    /** Appends zeros up to the next whole block. */
    public void align() {
        int end = (int) wholeBlocks(filled);
        buffer.asSlice(filled, end - filled).fill((byte) 0);
        filled = end;
    }

    /** Writes what is left and the checksums. */
    public void finish() {
        align();
        flush();
        assert written == bodyBytes : written + " bytes were put, " + bodyBytes + " announced";
        MemorySegment bytes = NativeMemory.allocateSegment(arena, checksums.size(), Integer.BYTES);
        NativeMemory.copyBytes(checksums.array(), 0, checksums.size(), bytes.address());
        sink.write(bytes.asSlice(0, checksums.size()));
    }

    private void flush() {
        assert filled % CheckedFile.BLOCK_BYTES == 0;
        for (int block = 0; block < filled; block += CheckedFile.BLOCK_BYTES) {
            checksums.putInt(Crc32c.of(buffer.asSlice(block, CheckedFile.BLOCK_BYTES)));
        }
        sink.write(buffer.asSlice(0, filled));
        written += filled;
        filled = 0;
    }

    /** Frees the buffer. */
    @Override
    public void close() {
        arena.close();
    }
}

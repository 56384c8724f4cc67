package io.contextdb.log;

import static io.contextdb.memory.NativeMemory.INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.zip.CRC32C;

/**
 * A part of a segment in memory, moved along as it is read. Memory is as large as the largest group met. Used by the
 * thread that made it.
 */
final class SegmentWindow implements AutoCloseable {
    static final int BYTES = 256 << 10;

    private final NativeBuffer buffer;
    private final CRC32C crc = new CRC32C();
    private final Segment segment;
    private final long segmentBytes;
    private long start;
    private long end;

    SegmentWindow(Segment segment) {
        this.segment = segment;
        segmentBytes = segment.header().segmentBytes();
        buffer = new NativeBuffer(Arena::ofConfined, (int) Math.min(BYTES, segmentBytes));
    }

    NativeBuffer buffer() {
        return buffer;
    }

    MemorySegment memory() {
        return buffer.segment();
    }

    /** Where the window ends in the file. */
    long end() {
        return end;
    }

    /**
     * Makes the bytes from {@code position} on present, and as many after them as there is room for; returns where they
     * are in memory.
     */
    int fetch(long position, long bytes) {
        assert position + bytes <= segmentBytes : position + " + " + bytes;
        if (position < start || position + bytes > end) {
            buffer.reserve(bytes, 0);
            int wanted = (int) Math.min(buffer.capacity(), segmentBytes - position);
            int read = segment.read(position, buffer.bytes(0, wanted));
            if (read < wanted) {
                throw Damage.corruption(
                        segment.path(),
                        position + read,
                        "the file ends within a segment of " + segmentBytes + " bytes");
            }
            start = position;
            end = position + wanted;
        }
        return (int) (position - start);
    }

    /**
     * The checksum of a range of memory with {@code before} in its checksum field, which head and record have in one
     * place.
     */
    int checksum(int before, int from, int to) {
        MemorySegment memory = memory();
        int stored = memory.get(INT, from + RecordLayout.CHECKSUM);
        memory.set(INT, from + RecordLayout.CHECKSUM, before);
        crc.reset();
        crc.update(buffer.bytes(from, to));
        memory.set(INT, from + RecordLayout.CHECKSUM, stored);
        return (int) crc.getValue();
    }

    @Override
    public void close() {
        buffer.close();
    }
}

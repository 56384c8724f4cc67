package io.contextdb.storage.mmap.file;

import io.contextdb.api.spi.WritableFile;
import io.contextdb.memory.NativeMemory;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Puts numbers and bytes into a file from front to back, through a buffer of native memory. Not thread-safe. */
public abstract class BufferedFileWriter implements AutoCloseable {
    /** What is written at a time, except at the end; a multiple of every block size. */
    static final int BUFFER_BYTES = 1 << 18;

    /** A put may reach this far over the buffer's end before the buffer is written. */
    private static final int SLACK_BYTES = 64;

    private final WritableFile file;
    /** Shared, for a writer may be closed by another thread than wrote. */
    private final Arena arena = Arena.ofShared();

    private final MemorySegment buffer =
            NativeMemory.allocateSegment(arena, BUFFER_BYTES + SLACK_BYTES, Layout.PAGE_BYTES);
    private final long start = buffer.address();
    /** Where the buffer's first byte belongs in the file. */
    private long flushed;
    /** The address of the next byte. */
    private long cursor = start;

    private boolean open = true;

    /** Writes to an empty file. */
    protected BufferedFileWriter(WritableFile file) {
        this.file = file;
    }

    /**
     * Told all bytes in order just before they are written, a whole buffer at a time except before a {@link #flush}.
     */
    protected abstract void sum(MemorySegment bytes);

    /** Where the next byte goes in the file. */
    public final long position() {
        return flushed + (cursor - start);
    }

    /** Puts {@code count} zero bytes. */
    public final void zeros(long count) {
        long rest = count;
        while (rest > 0) {
            long length = Math.min(rest, start + BUFFER_BYTES - cursor);
            NativeMemory.fill(cursor, length, (byte) 0);
            advance(length);
            rest -= length;
        }
    }

    /** Puts zeros up to a multiple of {@code alignment}, a power of two, in the file. */
    public final void align(int alignment) {
        zeros(Layout.align(position(), alignment) - position());
    }

    /** Puts the low 8 bits of a number. */
    public final void putByte(int value) {
        NativeMemory.putByte(cursor, (byte) value);
        advance(Byte.BYTES);
    }

    /** Puts the low 16 bits of a number. */
    public final void putShort(int value) {
        NativeMemory.putShort(cursor, value);
        advance(Short.BYTES);
    }

    /** Puts a 32-bit number. */
    public final void putInt(int value) {
        NativeMemory.putInt(cursor, value);
        advance(Integer.BYTES);
    }

    /** Puts a 64-bit number. */
    public final void putLong(long value) {
        NativeMemory.putLong(cursor, value);
        advance(Long.BYTES);
    }

    /** Puts bytes of native memory. */
    public final void put(long address, long bytes) {
        long done = 0;
        while (done < bytes) {
            long length = Math.min(bytes - done, start + BUFFER_BYTES - cursor);
            NativeMemory.copy(address + done, cursor, length);
            advance(length);
            done += length;
        }
    }

    /** Puts 32-bit numbers of native memory that lie {@code strideBytes} apart. */
    public final void putInts(long address, long count, int strideBytes) {
        long done = 0;
        while (done < count) {
            long room = (start + BUFFER_BYTES + SLACK_BYTES - cursor) / Integer.BYTES;
            int length = (int) Math.min(count - done, room);
            long source = address + done * strideBytes;
            long target = cursor;
            for (int i = 0; i < length; i++) {
                NativeMemory.putInt(
                        target + (long) i * Integer.BYTES, NativeMemory.getInt(source + (long) i * strideBytes));
            }
            advance((long) length * Integer.BYTES);
            done += length;
        }
    }

    /** Puts bytes of an array. */
    public final void put(byte[] source, int offset, int length) {
        int done = 0;
        while (done < length) {
            int count = (int) Math.min(length - done, start + BUFFER_BYTES - cursor);
            NativeMemory.copyBytes(source, offset + done, count, cursor);
            advance(count);
            done += count;
        }
    }

    /** Puts floats of an array. */
    public final void put(float[] source) {
        int done = 0;
        while (done < source.length) {
            long room = (start + BUFFER_BYTES + SLACK_BYTES - cursor) / Float.BYTES;
            int count = (int) Math.min(source.length - done, room);
            NativeMemory.copyFloats(source, done, count, cursor);
            advance((long) count * Float.BYTES);
            done += count;
        }
    }

    private void advance(long bytes) {
        cursor += bytes;
        if (cursor - start >= BUFFER_BYTES) {
            writeOut(BUFFER_BYTES);
        }
    }

    /** Writes what is in the buffer, and keeps what reaches over its end. */
    private void writeOut(int length) {
        MemorySegment bytes = buffer.asSlice(0, length);
        sum(bytes);
        file.write(bytes.asByteBuffer(), flushed);
        flushed += length;
        long over = cursor - start - length;
        NativeMemory.copy(start + length, start, over);
        cursor = start + over;
    }

    /** Writes everything put so far. */
    protected final void flush() {
        writeOut((int) (cursor - start));
    }

    /** Writes everything, syncs the file and closes it. */
    protected final void finishFile() {
        flush();
        file.force(true);
        closeFile();
    }

    /** Frees memory and closes the file. */
    @Override
    public void close() {
        closeFile();
    }

    private void closeFile() {
        if (open) {
            open = false;
            arena.close();
            file.close();
        }
    }
}

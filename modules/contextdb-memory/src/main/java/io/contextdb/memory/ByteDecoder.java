package io.contextdb.memory;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Reads what {@link ByteEncoder} wrote. Every read is checked against the end, so damaged bytes give {@code CORRUPTION}
 * and nothing worse. Not thread-safe.
 */
public final class ByteDecoder {
    private static final char REPLACEMENT = '\uFFFD';

    private final MemorySegment bytes;
    private long position;

    /** Reads a segment from its first byte. */
    public ByteDecoder(MemorySegment bytes) {
        this.bytes = bytes;
    }

    /** Where the next byte is read. */
    public long position() {
        return position;
    }

    /** The number of bytes left. */
    public long remaining() {
        return bytes.byteSize() - position;
    }

    /** Reads one byte as a number from 0 to 255. */
    public int getByte() {
        need(1);
        return Byte.toUnsignedInt(bytes.get(ValueLayout.JAVA_BYTE, position++));
    }

    /** Passes over bytes and returns where they begin. */
    public long skip(int count) {
        if (count < 0) {
            throw corruption("a length of " + count);
        }
        need(count);
        long begin = position;
        position += count;
        return begin;
    }

    /** Reads 4 bytes. */
    public int getInt() {
        need(Integer.BYTES);
        int value = bytes.get(NativeMemory.INT, position);
        position += Integer.BYTES;
        return value;
    }

    /** Reads 8 bytes. */
    public long getLong() {
        need(Long.BYTES);
        long value = bytes.get(NativeMemory.LONG, position);
        position += Long.BYTES;
        return value;
    }

    /** Reads a float64. */
    public double getDouble() {
        return Double.longBitsToDouble(getLong());
    }

    /** Reads a float32. */
    public float getFloat() {
        return Float.intBitsToFloat(getInt());
    }

    /** Reads an unsigned number of variable length. */
    public long getUnsigned() {
        long value = 0;
        for (int shift = 0; shift < 70; shift += 7) {
            int next = getByte();
            value |= (long) (next & 0x7F) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw corruption("a number of more than 10 bytes");
    }

    /** Reads a signed number of variable length. */
    public long getSigned() {
        long value = getUnsigned();
        return value >>> 1 ^ -(value & 1);
    }

    /** Reads a count or length of things of at least {@code bytesEach} bytes, which must all lie before the end. */
    public int getCount(int bytesEach) {
        long count = getUnsigned();
        if (count < 0 || count > remaining() / Math.max(1, bytesEach)) {
            throw corruption("a count of " + Long.toUnsignedString(count) + " with " + remaining() + " bytes left");
        }
        return (int) count;
    }

    /** Reads a byte string. */
    public byte[] getByteString() {
        int length = getCount(1);
        byte[] value = new byte[length];
        MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, position, value, 0, length);
        position += length;
        return value;
    }

    /** Reads a string. */
    public String getString() {
        byte[] utf8 = getByteString();
        String value = new String(utf8, StandardCharsets.UTF_8);
        return value.indexOf(REPLACEMENT) < 0 ? value : getStrictly(utf8);
    }

    /** Tells a replacement character that was written from one that stands for bytes that are no UTF-8. */
    private String getStrictly(byte[] utf8) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException e) {
            throw corruption("a string that is not UTF-8");
        }
    }

    /** The error for bytes that cannot be what they should be, naming the place. */
    public ContextDbException corruption(String what) {
        return new ContextDbException(ErrorCode.CORRUPTION, what + " at byte " + position + " of " + bytes.byteSize());
    }

    private void need(int count) {
        if (remaining() < count) {
            throw corruption("the bytes end too early: " + count + " more were expected");
        }
    }
}

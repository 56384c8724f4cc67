package io.contextdb.memory;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Bytes that grow: fixed-width numbers in little endian, variable-length ones in base 128 (low groups first, LEB128),
 * strings as length and UTF-8. {@link ByteDecoder} reads them again. Used again and again without allocation. Not
 * thread-safe.
 */
public final class ByteEncoder {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] bytes = new byte[256];
    private int size;

    /** An encoder with nothing in it. */
    public ByteEncoder() {}

    /** The number of bytes so far. */
    public int size() {
        return size;
    }

    /** The array behind; the first {@link #size()} bytes count, until the next change. */
    public byte[] array() {
        return bytes;
    }

    /** A copy of the bytes so far. */
    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    /** The bytes so far as a heap segment, valid until the next change. */
    public MemorySegment segment() {
        return MemorySegment.ofArray(bytes).asSlice(0, size);
    }

    /** Forgets what was written and keeps the room. */
    public void clear() {
        size = 0;
    }

    /** Appends one byte. */
    public void putByte(int value) {
        reserve(1);
        bytes[size++] = (byte) value;
    }

    /** Appends 4 bytes. */
    public void putInt(int value) {
        reserve(Integer.BYTES);
        INT.set(bytes, size, value);
        size += Integer.BYTES;
    }

    /** Overwrites 4 bytes written before. */
    public void setInt(int position, int value) {
        assert position + Integer.BYTES <= size;
        INT.set(bytes, position, value);
    }

    /** Appends 8 bytes. */
    public void putLong(long value) {
        reserve(Long.BYTES);
        LONG.set(bytes, size, value);
        size += Long.BYTES;
    }

    /** Appends the 8 bytes of a float64's bits; NaN is always the same one, because all are equal as values. */
    public void putDouble(double value) {
        putLong(Double.doubleToLongBits(value));
    }

    /** Appends the 4 bytes of a float32's bits. */
    public void putFloat(float value) {
        putInt(Float.floatToRawIntBits(value));
    }

    /** Appends an unsigned number in 1 to 10 bytes. */
    public void putUnsigned(long value) {
        reserve(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) (rest & 0x7F | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    /** Appends a signed number in 1 to 10 bytes, small magnitudes in few (zigzag). */
    public void putSigned(long value) {
        putUnsigned(value << 1 ^ value >> 63);
    }

    /** Appends bytes as they are. */
    public void putBytes(byte[] source, int offset, int length) {
        reserve(length);
        System.arraycopy(source, offset, bytes, size, length);
        size += length;
    }

    /** Appends bytes that the caller writes into {@link #array} then; returns the place of the first. */
    public int extend(int length) {
        reserve(length);
        int position = size;
        size += length;
        return position;
    }

    /** Appends bytes of native memory as they are. */
    public void putBytes(long address, int length) {
        reserve(length);
        NativeMemory.copyBytes(address, bytes, size, length);
        size += length;
    }

    /** Appends the number of bytes and the bytes. */
    public void putByteString(byte[] source) {
        putUnsigned(source.length);
        putBytes(source, 0, source.length);
    }

    /** Appends the number of UTF-8 bytes and the bytes. */
    public void putString(String value) {
        putByteString(value.getBytes(StandardCharsets.UTF_8));
    }

    private void reserve(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, more), bytes.length + (bytes.length >> 1)));
        }
    }
}

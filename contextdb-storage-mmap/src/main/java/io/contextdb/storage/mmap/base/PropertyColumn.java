package io.contextdb.storage.mmap.base;

import io.contextdb.memory.ByteDecoder;
import io.contextdb.memory.ByteEncoder;
import io.contextdb.storage.mmap.base.PropertyBlock.Type;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/** Gathers the values of one key in one block of rows, encoded. Used again for the next block. */
final class PropertyColumn {
    private final int key;
    private final ByteEncoder bytes = new ByteEncoder();
    private char[] rows = new char[16];
    private int[] starts = new int[16];
    private int count;
    /** A bit for each type seen, by its ordinal. */
    private int types;

    PropertyColumn(int key) {
        this.key = key;
    }

    /** Begins a new block. */
    void clear() {
        bytes.clear();
        count = 0;
        types = 0;
    }

    /** Adds the encoded value, or the reference to one, of a row above all so far. */
    void add(int row, byte[] encoded, int length) {
        if (count == rows.length) {
            rows = Arrays.copyOf(rows, 2 * count);
            starts = Arrays.copyOf(starts, 2 * count);
        }
        rows[count] = (char) row;
        starts[count++] = bytes.size();
        bytes.putBytes(encoded, 0, length);
        types |= 1 << Type.ofTag(encoded[0]).ordinal();
    }

    /**
     * How the values are to be stored: by their type when all have the same, else encoded. A dictionary is decided
     * later.
     */
    Type type() {
        return Integer.bitCount(types) == 1 ? Type.of(Integer.numberOfTrailingZeros(types)) : Type.ENCODED;
    }

    int key() {
        return key;
    }

    int count() {
        return count;
    }

    int row(int index) {
        return rows[index];
    }

    /** The bytes of all values. */
    byte[] bytes() {
        return bytes.array();
    }

    int start(int index) {
        return starts[index];
    }

    int end(int index) {
        return index + 1 < count ? starts[index + 1] : bytes.size();
    }

    /** What comes behind the tag of a value. */
    ByteDecoder decoder(int index) {
        int start = starts[index] + 1;
        return new ByteDecoder(MemorySegment.ofArray(bytes.array()).asSlice(start, end(index) - start));
    }

    /**
     * Where the UTF-8 of a string begins: behind the tag and the length, whose bytes but the last have their highest
     * bit set.
     */
    int textStart(int index) {
        int position = starts[index] + 1;
        while (bytes.array()[position] < 0) {
            position++;
        }
        return position + 1;
    }

    int textLength(int index) {
        return end(index) - textStart(index);
    }
}

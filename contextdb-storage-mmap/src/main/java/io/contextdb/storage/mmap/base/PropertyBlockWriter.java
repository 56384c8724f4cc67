package io.contextdb.storage.mmap.base;

import io.contextdb.memory.ByteEncoder;
import io.contextdb.memory.ValueCodec;
import io.contextdb.memory.ValueTag;
import io.contextdb.storage.mmap.file.DataFileWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the properties of a block of 65,536 nodes or edges as columns. Only keys that occur in the block take room,
 * and what reading all properties of a row costs. A block:
 *
 * <pre>
 * values kept elsewhere   encoded values longer than 64 KiB, and all after the first 32 MiB of the block; before the head
 * head                    from a multiple of 8 on: u32 columns, u32 rows
 * entries                 for each column by ascending key:
 *    0 u32 key
 *    4 u8  type           0 boolean, 1 integer, 2 float, 3 string, 4 string with dictionary, 5 encoded
 *    5 u8  presence       0 all rows have a value, 1 a list of those that have, 2 a bitmap
 *    6 u8  zero
 *    7 u8  code bytes     1 or 2, for type 4
 *    8 u32 count          rows with a value
 *   12 u32 dictionary     distinct strings, for type 4
 *   16 u64 presence       where the list or bitmap is in the file, a multiple of 8
 *   24 u64 values         where the values are in the file, a multiple of 8
 * columns                 presence, then values, of each column
 *
 * list                    u16 row in the block, ascending; for at most 4096 rows
 * bitmap                  u16 for each 512 bits, how many bits are set before them; then 65,536 bits in u64 words
 *
 * boolean                 bits in u64 words
 * integer, float          u64 each; a float's bits
 * string                  u32 offsets, one more than values, from the first byte of text on; UTF-8
 * string with dictionary  codes, padded to 8; u32 offsets, one more than distinct strings; UTF-8; in the order of first appearance
 * encoded                 u32 offsets, one more than values; for each the bytes of {@link ValueCodec}, or 0, u64 offset in the file, u32
 *                         length of a value kept elsewhere
 * </pre>
 *
 * <p>A column has the type of its values when all have one, else it is encoded. Strings get a dictionary when fewer
 * than half of them are distinct.
 */
final class PropertyBlockWriter implements PropertySink {
    private static final int INLINE_VALUE_BYTES_MAX = 1 << 16;
    private static final int INLINE_BLOCK_BYTES_MAX = 32 << 20;

    private final DataFileWriter out;
    private final ByteEncoder encoder = new ByteEncoder();
    /** By key; those of keys that do not occur in the present block are empty or null. */
    private @Nullable PropertyColumn[] columns = new PropertyColumn[16];

    /** The keys in use are below. */
    private int keyLimit;

    /** The row whose properties are shown. */
    private int row;

    /** The bytes of all columns of the present block. */
    private int inlineBytes;

    PropertyBlockWriter(DataFileWriter out) {
        this.out = out;
    }

    /** Takes the properties of a row that is not below the one before. */
    PropertySink row(int next) {
        row = next;
        return this;
    }

    @Override
    public void property(int key, StoredValue value) {
        encoder.clear();
        value.appendTo(encoder);
        if (encoder.size() > INLINE_VALUE_BYTES_MAX || inlineBytes > INLINE_BLOCK_BYTES_MAX) {
            long offset = out.position();
            int length = encoder.size();
            out.put(encoder.array(), 0, length);
            encoder.clear();
            encoder.putByte(PropertyBlock.ELSEWHERE);
            encoder.putLong(offset);
            encoder.putInt(length);
        }
        inlineBytes += encoder.size();
        column(key).add(row, encoder.array(), encoder.size());
    }

    private PropertyColumn column(int wanted) {
        if (wanted >= columns.length) {
            columns = Arrays.copyOf(columns, Math.max(wanted + 1, 2 * columns.length));
        }
        keyLimit = Math.max(keyLimit, wanted + 1);
        PropertyColumn column = columns[wanted];
        if (column == null) {
            column = new PropertyColumn(wanted);
            columns[wanted] = column;
        }
        return column;
    }

    /**
     * Writes the block and returns where its head is in the file, 0 when no row has properties. Another block may
     * follow.
     */
    long finish(int rowCount) {
        List<PropertyColumn> present = dropEmptyColumns();
        if (present.isEmpty()) {
            return 0;
        }
        out.align(Long.BYTES);
        long head = out.position();
        out.putInt(present.size());
        out.putInt(rowCount);
        long offset = head + PropertyBlock.HEAD_BYTES + (long) present.size() * PropertyBlock.ENTRY_BYTES;
        List<ColumnLayout> layouts = new ArrayList<>(present.size());
        for (PropertyColumn column : present) {
            ColumnLayout layout = ColumnLayout.of(column, rowCount, offset);
            layouts.add(layout);
            offset = layout.end();
            putEntry(layout);
        }
        layouts.forEach(this::putColumn);
        present.forEach(PropertyColumn::clear);
        inlineBytes = 0;
        return head;
    }

    /** Lets go of the columns whose keys do not occur in the present block; returns the others by ascending key. */
    private List<PropertyColumn> dropEmptyColumns() {
        List<PropertyColumn> present = new ArrayList<>();
        for (int key = 0; key < keyLimit; key++) {
            PropertyColumn column = columns[key];
            if (column != null && column.count() > 0) {
                present.add(column);
            } else {
                columns[key] = null;
            }
        }
        return present;
    }

    private void putEntry(ColumnLayout layout) {
        out.putInt(layout.column().key());
        out.putByte(layout.type().ordinal());
        out.putByte(layout.presence());
        out.putByte(0);
        out.putByte(layout.codeBytes());
        out.putInt(layout.column().count());
        out.putInt(layout.dictionary().size());
        out.putLong(layout.presenceOffset());
        out.putLong(layout.valuesOffset());
    }

    private void putColumn(ColumnLayout layout) {
        PropertyColumn column = layout.column();
        assert out.position() == layout.presenceOffset();
        switch (layout.presence()) {
            case PropertyBlock.PRESENT_LIST -> putList(column);
            case PropertyBlock.PRESENT_BITMAP -> putBitmap(column);
            default -> {
                assert layout.presence() == PropertyBlock.PRESENT_ALL;
            }
        }
        assert out.position() == layout.valuesOffset();
        switch (layout.type()) {
            case BOOLEAN -> putBooleans(column);
            case INTEGER -> putIntegers(column);
            case FLOAT -> putFloats(column);
            case STRING -> putStrings(column);
            case DICTIONARY -> putDictionary(layout);
            case ENCODED -> putEncoded(column);
        }
        out.align(Long.BYTES);
        assert out.position() == layout.end();
    }

    private void putList(PropertyColumn column) {
        for (int i = 0; i < column.count(); i++) {
            out.putShort(column.row(i));
        }
        out.align(Long.BYTES);
    }

    private void putBitmap(PropertyColumn column) {
        long[] words = new long[RowBlocks.ROWS / Long.SIZE];
        for (int i = 0; i < column.count(); i++) {
            words[column.row(i) >>> 6] |= 1L << column.row(i);
        }
        int before = 0;
        for (int i = 0; i < words.length; i++) {
            if (i % (PropertyBlock.RANK_BITS / Long.SIZE) == 0) {
                out.putShort(before);
            }
            before += Long.bitCount(words[i]);
        }
        for (long word : words) {
            out.putLong(word);
        }
    }

    private void putBooleans(PropertyColumn column) {
        long word = 0;
        for (int i = 0; i < column.count(); i++) {
            if (column.bytes()[column.start(i)] == ValueTag.TRUE) {
                word |= 1L << i;
            }
            if ((i & 63) == 63 || i == column.count() - 1) {
                out.putLong(word);
                word = 0;
            }
        }
    }

    private void putIntegers(PropertyColumn column) {
        for (int i = 0; i < column.count(); i++) {
            out.putLong(column.decoder(i).getSigned());
        }
    }

    private void putFloats(PropertyColumn column) {
        for (int i = 0; i < column.count(); i++) {
            out.putLong(column.decoder(i).getLong());
        }
    }

    private void putStrings(PropertyColumn column) {
        int offset = 0;
        for (int i = 0; i < column.count(); i++) {
            out.putInt(offset);
            offset += column.textLength(i);
        }
        out.putInt(offset);
        for (int i = 0; i < column.count(); i++) {
            out.put(column.bytes(), column.textStart(i), column.textLength(i));
        }
    }

    private void putDictionary(ColumnLayout layout) {
        PropertyColumn column = layout.column();
        StringDictionary dictionary = layout.dictionary();
        for (int i = 0; i < column.count(); i++) {
            if (layout.codeBytes() == 1) {
                out.putByte(dictionary.code(i));
            } else {
                out.putShort(dictionary.code(i));
            }
        }
        out.align(Long.BYTES);
        int offset = 0;
        for (int code = 0; code < dictionary.size(); code++) {
            out.putInt(offset);
            offset += column.textLength(dictionary.first(code));
        }
        out.putInt(offset);
        for (int code = 0; code < dictionary.size(); code++) {
            int index = dictionary.first(code);
            out.put(column.bytes(), column.textStart(index), column.textLength(index));
        }
    }

    private void putEncoded(PropertyColumn column) {
        int end = column.end(column.count() - 1);
        for (int i = 0; i < column.count(); i++) {
            out.putInt(column.start(i));
        }
        out.putInt(end);
        out.put(column.bytes(), 0, end);
    }
}

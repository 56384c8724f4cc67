package io.contextdb.storage.mmap.base;

import io.contextdb.storage.mmap.base.PropertyBlock.Type;
import io.contextdb.storage.mmap.file.Layout;

/**
 * Where the parts of a column go in the file, known before any is written.
 *
 * @param dictionary empty for columns without
 * @param codeBytes the bytes of a dictionary code, 0 for columns without
 * @param end where the next column begins
 */
record ColumnLayout(
        PropertyColumn column,
        Type type,
        int presence,
        StringDictionary dictionary,
        int codeBytes,
        long presenceOffset,
        long valuesOffset,
        long end) {
    private static final int BYTE_CODES_MAX = 1 << Byte.SIZE;

    /** Lays out a column of a block from an offset on. */
    static ColumnLayout of(PropertyColumn column, int rowCount, long offset) {
        int presence = presence(column, rowCount);
        long valuesOffset = offset + presenceBytes(presence, column.count());
        StringDictionary dictionary =
                column.type() == Type.STRING ? StringDictionary.of(column) : StringDictionary.NONE;
        Type type = dictionary.size() > 0 ? Type.DICTIONARY : column.type();
        int codeBytes = dictionary.size() == 0 ? 0 : dictionary.size() <= BYTE_CODES_MAX ? 1 : Short.BYTES;
        long bytes = valueBytes(type, column, dictionary, codeBytes);
        return new ColumnLayout(
                column,
                type,
                presence,
                dictionary,
                codeBytes,
                offset,
                valuesOffset,
                Layout.align(valuesOffset + bytes, Long.BYTES));
    }

    private static int presence(PropertyColumn column, int rowCount) {
        if (column.count() == rowCount) {
            return PropertyBlock.PRESENT_ALL;
        }
        return column.count() <= PropertyBlock.LIST_ROWS_MAX
                ? PropertyBlock.PRESENT_LIST
                : PropertyBlock.PRESENT_BITMAP;
    }

    private static long presenceBytes(int presence, int count) {
        return switch (presence) {
            case PropertyBlock.PRESENT_LIST -> Layout.align((long) count * Short.BYTES, Long.BYTES);
            case PropertyBlock.PRESENT_BITMAP -> PropertyBlock.RANKS_BYTES + RowBlocks.ROWS / Byte.SIZE;
            default -> 0;
        };
    }

    private static long valueBytes(Type type, PropertyColumn column, StringDictionary dictionary, int codeBytes) {
        int count = column.count();
        return switch (type) {
            case BOOLEAN -> Layout.align(count, Long.SIZE) / Byte.SIZE;
            case INTEGER, FLOAT -> (long) count * Long.BYTES;
            case STRING -> (count + 1L) * Integer.BYTES + textBytes(column);
            case DICTIONARY ->
                Layout.align((long) count * codeBytes, Long.BYTES)
                        + (dictionary.size() + 1L) * Integer.BYTES
                        + dictionary.textBytes();
            case ENCODED -> (count + 1L) * Integer.BYTES + column.end(count - 1);
        };
    }

    private static long textBytes(PropertyColumn column) {
        long bytes = 0;
        for (int i = 0; i < column.count(); i++) {
            bytes += column.textLength(i);
        }
        return bytes;
    }
}

package io.contextdb.storage.mmap.base;

import io.contextdb.api.Value;
import io.contextdb.api.Value.BooleanValue;
import io.contextdb.api.Value.FloatValue;
import io.contextdb.api.Value.IntegerValue;
import io.contextdb.api.Value.StringValue;
import io.contextdb.memory.ByteDecoder;
import io.contextdb.memory.ByteEncoder;
import io.contextdb.memory.NativeMemory;
import io.contextdb.memory.ValueCodec;
import io.contextdb.storage.mmap.base.PropertyBlock.Type;
import io.contextdb.storage.mmap.file.Corruption;
import io.contextdb.storage.mmap.file.DataFile;
import io.contextdb.storage.mmap.file.Layout;
import io.contextdb.storage.mmap.file.Section;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads property columns as {@link PropertyBlockWriter} lays them out. Everything goes through the checked reads of
 * {@link DataFile}: a value is an object anyway, and the place of each follows from bytes of the file. Thread-safe.
 */
final class PropertyReader {
    private final DataFile file;
    /** Where the offsets of the blocks are in the file, 8 bytes each. */
    private final long directory;

    private final long blocks;

    /** Reads the columns whose block offsets are in a section. */
    PropertyReader(DataFile file, Section directory) {
        this.file = file;
        this.directory = directory.offset();
        this.blocks = directory.length() / Long.BYTES;
    }

    /** The property of a row, or null. */
    @Nullable
    Value get(int row, int key) {
        long head = head(row);
        if (head == 0) {
            return null;
        }
        int low = 0;
        int high = file.getInt(head + PropertyBlock.COLUMN_COUNT) - 1;
        while (low <= high) {
            int middle = low + high >>> 1;
            long entry = entry(head, middle);
            int found = file.getInt(entry + PropertyBlock.KEY);
            if (found == key) {
                return value(entry, row & RowBlocks.ROWS - 1);
            }
            if (found < key) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return null;
    }

    /** Shows the properties of a row by ascending key. */
    void visit(int row, PropertySink sink) {
        long head = head(row);
        if (head == 0) {
            return;
        }
        Cell cell = new Cell();
        int columns = file.getInt(head + PropertyBlock.COLUMN_COUNT);
        for (int i = 0; i < columns; i++) {
            cell.entry = entry(head, i);
            cell.index = index(cell.entry, row & RowBlocks.ROWS - 1);
            if (cell.index >= 0) {
                sink.property(file.getInt(cell.entry + PropertyBlock.KEY), cell);
            }
        }
    }

    /** A value of a column; one object serves for all properties of a row. */
    private final class Cell implements StoredValue {
        private long entry;
        private int index;

        @Override
        public Value toValue() {
            return value(entry, index, file.getLong(entry + PropertyBlock.VALUES_OFFSET));
        }

        @Override
        public void appendTo(ByteEncoder out) {
            encode(entry, index, file.getLong(entry + PropertyBlock.VALUES_OFFSET), out);
        }
    }

    private long head(int row) {
        int block = row >>> RowBlocks.SHIFT;
        return block < blocks ? file.getLong(directory + (long) block * Long.BYTES) : 0;
    }

    private static long entry(long head, int column) {
        return head + PropertyBlock.HEAD_BYTES + (long) column * PropertyBlock.ENTRY_BYTES;
    }

    private @Nullable Value value(long entry, int row) {
        int index = index(entry, row);
        return index < 0 ? null : value(entry, index, file.getLong(entry + PropertyBlock.VALUES_OFFSET));
    }

    /** How many rows before this one have a value, or -1 when this one has none. */
    private int index(long entry, int row) {
        int presence = file.getByte(entry + PropertyBlock.PRESENCE);
        long offset = file.getLong(entry + PropertyBlock.PRESENCE_OFFSET);
        return switch (presence) {
            case PropertyBlock.PRESENT_ALL -> row;
            case PropertyBlock.PRESENT_LIST -> indexInList(offset, file.getInt(entry + PropertyBlock.COUNT), row);
            case PropertyBlock.PRESENT_BITMAP -> indexInBitmap(offset, row);
            default -> throw Corruption.at(file.path(), entry, "no presence is numbered " + presence);
        };
    }

    private int indexInList(long offset, int count, int row) {
        file.check(offset, (long) count * Short.BYTES);
        long list = file.address() + offset;
        int low = 0;
        int high = count - 1;
        while (low <= high) {
            int middle = low + high >>> 1;
            int found = NativeMemory.getUnsignedShort(list + (long) middle * Short.BYTES);
            if (found == row) {
                return middle;
            }
            if (found < row) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }

    private int indexInBitmap(long offset, int row) {
        file.check(offset, PropertyBlock.RANKS_BYTES + RowBlocks.ROWS / Byte.SIZE);
        long words = file.address() + offset + PropertyBlock.RANKS_BYTES;
        long word = NativeMemory.getLong(words + (row >>> 6) * 8L);
        if ((word & 1L << row) == 0) {
            return -1;
        }
        int group = row / PropertyBlock.RANK_BITS;
        int rank = NativeMemory.getUnsignedShort(file.address() + offset + (long) group * Short.BYTES);
        for (int i = group * (PropertyBlock.RANK_BITS / Long.SIZE); i < row >>> 6; i++) {
            rank += Long.bitCount(NativeMemory.getLong(words + i * 8L));
        }
        return rank + Long.bitCount(word & (1L << row) - 1);
    }

    private Type type(long entry) {
        int code = file.getByte(entry + PropertyBlock.TYPE);
        if (code >= Type.count()) {
            throw Corruption.at(file.path(), entry, "no type of column is numbered " + code);
        }
        return Type.of(code);
    }

    /** The bytes of {@link ValueCodec} for what {@link #value(long, int, long)} returns. */
    private void encode(long entry, int index, long values, ByteEncoder target) {
        int count = file.getInt(entry + PropertyBlock.COUNT);
        switch (type(entry)) {
            case BOOLEAN ->
                ValueCodec.encodeBoolean((file.getLong(values + (index >>> 6) * 8L) & 1L << index) != 0, target);
            case INTEGER -> ValueCodec.encodeInteger(file.getLong(values + index * 8L), target);
            case FLOAT -> ValueCodec.encodeFloat(Double.longBitsToDouble(file.getLong(values + index * 8L)), target);
            case STRING -> encodeText(slice(values, values + (count + 1L) * Integer.BYTES, index), target);
            case DICTIONARY -> encodeText(word(entry, values, count, index), target);
            case ENCODED -> {
                MemorySegment bytes = encoded(values, values + (count + 1L) * Integer.BYTES, index);
                target.putBytes(bytes.address(), (int) bytes.byteSize());
            }
        }
    }

    private static void encodeText(MemorySegment utf8, ByteEncoder target) {
        ValueCodec.encodeString(utf8.address(), (int) utf8.byteSize(), target);
    }

    private Value value(long entry, int index, long values) {
        int count = file.getInt(entry + PropertyBlock.COUNT);
        return switch (type(entry)) {
            case BOOLEAN -> new BooleanValue((file.getLong(values + (index >>> 6) * 8L) & 1L << index) != 0);
            case INTEGER -> new IntegerValue(file.getLong(values + index * 8L));
            case FLOAT -> new FloatValue(Double.longBitsToDouble(file.getLong(values + index * 8L)));
            case STRING -> text(slice(values, values + (count + 1L) * Integer.BYTES, index));
            case DICTIONARY -> text(word(entry, values, count, index));
            case ENCODED ->
                ValueCodec.decode(new ByteDecoder(encoded(values, values + (count + 1L) * Integer.BYTES, index)));
        };
    }

    private MemorySegment word(long entry, long values, int count, int index) {
        int codeBytes = file.getByte(entry + PropertyBlock.CODE_BYTES);
        int code = file.getByte(values + (long) index * codeBytes);
        if (codeBytes > 1) {
            code |= file.getByte(values + (long) index * codeBytes + 1) << Byte.SIZE;
        }
        long offsets = values + Layout.align((long) count * codeBytes, Long.BYTES);
        int words = file.getInt(entry + PropertyBlock.DICTIONARY_COUNT);
        return slice(offsets, offsets + (words + 1L) * Integer.BYTES, code);
    }

    private static Value text(MemorySegment utf8) {
        return new StringValue(new String(utf8.toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8));
    }

    private MemorySegment encoded(long offsets, long values, int index) {
        MemorySegment bytes = slice(offsets, values, index);
        if (bytes.byteSize() == PropertyBlock.REFERENCE_BYTES
                && bytes.get(ValueLayout.JAVA_BYTE, 0) == PropertyBlock.ELSEWHERE) {
            long offset = bytes.get(NativeMemory.LONG, 1);
            int length = bytes.get(NativeMemory.INT, 1 + Long.BYTES);
            file.check(offset, length);
            return NativeMemory.segment(file.address() + offset, length);
        }
        return bytes;
    }

    /** The bytes between two neighbouring offsets. */
    private MemorySegment slice(long offsets, long first, int index) {
        int start = file.getInt(offsets + (long) index * Integer.BYTES);
        int length = file.getInt(offsets + (index + 1L) * Integer.BYTES) - start;
        file.check(first + start, length);
        return NativeMemory.segment(file.address() + first + start, length);
    }
}

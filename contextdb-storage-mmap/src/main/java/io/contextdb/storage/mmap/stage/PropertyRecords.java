package io.contextdb.storage.mmap.stage;

import io.contextdb.api.Value;
import io.contextdb.memory.ByteDecoder;
import io.contextdb.memory.ByteEncoder;
import io.contextdb.memory.NativeMemory;
import io.contextdb.memory.ValueCodec;
import io.contextdb.storage.mmap.base.EncodedValue;
import io.contextdb.storage.mmap.base.PropertySink;
import io.contextdb.storage.mmap.file.BufferedFileWriter;
import java.lang.foreign.MemorySegment;

/**
 * Properties of rows one after the other, for those that have any: u32 row; u32 bytes that follow; then by ascending
 * key as the stage numbers them: count, and for each key its number, u32 length of the value, and the value, in the
 * form of {@link ByteEncoder} and {@link ValueCodec}.
 */
final class PropertyRecords {
    private static final int HEAD_BYTES = 2 * Integer.BYTES;

    private final MemorySegment records;
    /** Where the next record is. */
    private long position;

    /** The row of the record before that, -1 at the begin. */
    private int rowBefore = -1;

    /** Reads records from the first on. */
    PropertyRecords(MemorySegment records) {
        this.records = records;
    }

    /** Appends a record; {@code encoder} is for use in between. */
    static void write(int row, int[] keys, Value[] values, ByteEncoder encoder, BufferedFileWriter out) {
        encoder.clear();
        encoder.putUnsigned(keys.length);
        for (int i = 0; i < keys.length; i++) {
            encoder.putUnsigned(keys[i]);
            int length = encoder.size();
            encoder.putInt(0);
            ValueCodec.encode(values[i], encoder);
            encoder.setInt(length, encoder.size() - length - Integer.BYTES);
        }
        out.putInt(row);
        out.putInt(encoder.size());
        out.put(encoder.array(), 0, encoder.size());
    }

    /**
     * Shows the properties of a row. Asking by ascending row is a walk through the file; asking for an earlier row
     * begins it anew.
     */
    void visit(int row, PropertySink sink) {
        if (rowBefore >= row) {
            position = 0;
            rowBefore = -1;
        }
        while (position < records.byteSize()) {
            int present = records.get(NativeMemory.INT, position);
            int bytes = records.get(NativeMemory.INT, position + Integer.BYTES);
            if (present > row) {
                return;
            }
            MemorySegment payload = records.asSlice(position + HEAD_BYTES, bytes);
            position += HEAD_BYTES + (long) bytes;
            rowBefore = present;
            if (present == row) {
                show(payload, sink);
                return;
            }
        }
    }

    private static void show(MemorySegment payload, PropertySink sink) {
        ByteDecoder in = new ByteDecoder(payload);
        int count = in.getCount(2 + Integer.BYTES);
        for (int i = 0; i < count; i++) {
            int key = (int) in.getUnsigned();
            int length = in.getInt();
            long value = payload.address() + in.skip(length);
            sink.property(key, new EncodedValue(value, length));
        }
    }
}

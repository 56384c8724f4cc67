package io.contextdb.storage.mmap.base;

import io.contextdb.api.Value;
import io.contextdb.memory.ByteDecoder;
import io.contextdb.memory.ByteEncoder;
import io.contextdb.memory.NativeMemory;
import io.contextdb.memory.ValueCodec;

/** A value of which the bytes of {@link ValueCodec} lie in native memory. */
public record EncodedValue(long address, int length) implements StoredValue {
    @Override
    public Value toValue() {
        return ValueCodec.decode(new ByteDecoder(NativeMemory.segment(address, length)));
    }

    @Override
    public void appendTo(ByteEncoder out) {
        out.putBytes(address, length);
    }
}

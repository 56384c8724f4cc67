package io.contextdb.engine.propose;

import io.contextdb.engine.command.CommandCodec;
import io.contextdb.engine.command.Entry;
import io.contextdb.memory.ByteEncoder;
import io.contextdb.memory.NativeMemory;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Room to encode one command at a time. The native memory is the garbage collector's, for the log reads it from other
 * threads.
 */
final class CommandBuffer {
    /** Greater ones are not kept. */
    static final int BYTES_KEPT_MAX = 1 << 20;

    private final ByteEncoder encoder = new ByteEncoder();
    private MemorySegment memory = MemorySegment.NULL;

    /** The encoded entry in native memory, valid until the next call. */
    MemorySegment encode(Entry entry) {
        encoder.clear();
        CommandCodec.encode(entry, encoder);
        if (memory.byteSize() < encoder.size()) {
            memory = NativeMemory.allocateSegment(
                    Arena.ofAuto(), Math.max(1024, encoder.size() + encoder.size() / 2), Long.BYTES);
        }
        MemorySegment command = memory.asSlice(0, encoder.size());
        MemorySegment.copy(encoder.segment(), 0, command, 0, encoder.size());
        return command;
    }

    boolean worthKeeping() {
        return memory.byteSize() <= BYTES_KEPT_MAX;
    }
}

package io.contextdb.archive;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.spi.ObjectStore;
import io.contextdb.api.spi.ObjectStore.ObjectInfo;
import io.contextdb.memory.NativeMemory;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Objects that are read and written whole. */
final class SmallObjects {
    private SmallObjects() {}

    /** The bytes of an object; throws what the store throws when it was replaced by a shorter one, or deleted. */
    static byte[] read(ObjectStore store, ObjectInfo object) {
        if (object.bytes() == 0) {
            return new byte[0];
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment content = NativeMemory.allocateSegment(arena, object.bytes(), Long.BYTES);
            store.get(object.key(), 0, content);
            return content.toArray(ValueLayout.JAVA_BYTE);
        }
    }

    /** Puts an object when none has its key; returns whether that was so. */
    static boolean putIfAbsent(ObjectStore store, String key, byte[] bytes) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment content = NativeMemory.allocateSegment(arena, bytes.length, Long.BYTES);
            content.copyFrom(MemorySegment.ofArray(bytes));
            store.putIfAbsent(key, content);
            return true;
        } catch (ContextDbException e) {
            if (e.code() != ErrorCode.ALREADY_EXISTS) {
                throw e;
            }
            return false;
        }
    }
}

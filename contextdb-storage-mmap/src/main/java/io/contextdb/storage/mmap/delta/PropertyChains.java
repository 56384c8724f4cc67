package io.contextdb.storage.mmap.delta;

import io.contextdb.api.Value;
import io.contextdb.memory.ByteEncoder;
import io.contextdb.memory.NativeMemory;
import io.contextdb.memory.ValueCodec;
import io.contextdb.storage.mmap.base.EncodedValue;
import org.jspecify.annotations.Nullable;

/**
 * Properties set since the base. A node or edge has a chain of slots, one for each key that was set, and a slot a chain
 * of versions, newest first:
 *
 * <pre>
 * slot      u64 next slot; u64 newest version; u32 key; u32 zero
 * version   u64 next older version; u32 stamp; u32 length of the encoded value, 2^32 - 1 when it removes the property; bytes
 * </pre>
 *
 * <p>Reading a key costs its slot and the versions newer than the view, however often other keys change.
 */
final class PropertyChains {
    private static final int SLOT_NEXT = 0;
    private static final int SLOT_VERSION = 8;
    private static final int SLOT_KEY = 16;
    private static final int SLOT_BYTES = 24;

    private static final int VERSION_NEXT = 0;
    private static final int VERSION_STAMP = 8;
    private static final int VERSION_LENGTH = 12;
    private static final int VERSION_BYTES = 16;
    private static final int REMOVED = -1;

    private final DeltaMemory memory;
    private final ByteEncoder encoder = new ByteEncoder();

    PropertyChains(DeltaMemory memory) {
        this.memory = memory;
    }

    /** Sets a property, or removes it with null; {@code head} is the address of the pointer to the first slot. */
    void set(long head, int key, @Nullable Value value, int stamp) {
        encoder.clear();
        if (value != null) {
            ValueCodec.encode(value, encoder);
        }
        long version = memory.allocate(VERSION_BYTES + (long) encoder.size());
        NativeMemory.putInt(version + VERSION_STAMP, stamp);
        NativeMemory.putInt(version + VERSION_LENGTH, value == null ? REMOVED : encoder.size());
        NativeMemory.copyBytes(encoder.array(), 0, encoder.size(), version + VERSION_BYTES);
        long slot = slot(head, key);
        if (slot == 0) {
            slot = memory.allocate(SLOT_BYTES);
            NativeMemory.putLong(slot + SLOT_NEXT, NativeMemory.getLong(head));
            NativeMemory.putLong(slot + SLOT_VERSION, version);
            NativeMemory.putInt(slot + SLOT_KEY, key);
            NativeMemory.putLongRelease(head, slot);
        } else {
            NativeMemory.putLong(version + VERSION_NEXT, NativeMemory.getLong(slot + SLOT_VERSION));
            NativeMemory.putLongRelease(slot + SLOT_VERSION, version);
        }
    }

    private static long slot(long head, int key) {
        long slot = NativeMemory.getLongAcquire(head);
        while (slot != 0 && NativeMemory.getInt(slot + SLOT_KEY) != key) {
            slot = NativeMemory.getLong(slot + SLOT_NEXT);
        }
        return slot;
    }

    /** The version of a property that a view sees, or 0 when it was not set up to then. */
    long find(long head, int key, int stamp) {
        long slot = slot(head, key);
        return slot == 0 ? 0 : visible(slot, stamp);
    }

    /** Whether a view sees any version, one that removes a property included. */
    static boolean anySet(long head, int stamp) {
        for (long slot = NativeMemory.getLongAcquire(head); slot != 0; slot = NativeMemory.getLong(slot + SLOT_NEXT)) {
            if (visible(slot, stamp) != 0) {
                return true;
            }
        }
        return false;
    }

    private static long visible(long slot, int stamp) {
        long version = NativeMemory.getLongAcquire(slot + SLOT_VERSION);
        while (version != 0 && NativeMemory.getInt(version + VERSION_STAMP) > stamp) {
            version = NativeMemory.getLong(version + VERSION_NEXT);
        }
        return version;
    }

    /** The value of a version, null when it removes the property. */
    static @Nullable Value value(long version) {
        return removes(version) ? null : stored(version).toValue();
    }

    /** Whether a version removes the property. */
    static boolean removes(long version) {
        return NativeMemory.getInt(version + VERSION_LENGTH) == REMOVED;
    }

    /** The value of a version that does not remove the property, where it is. */
    static EncodedValue stored(long version) {
        assert !removes(version);
        return new EncodedValue(version + VERSION_BYTES, NativeMemory.getInt(version + VERSION_LENGTH));
    }

    /** Is shown the versions a view sees, in no particular order. */
    @FunctionalInterface
    interface VersionVisitor {
        void version(int key, long version);
    }

    /** Shows all versions a view sees, those that remove a property as well. */
    void forEach(long head, int stamp, VersionVisitor visitor) {
        for (long slot = NativeMemory.getLongAcquire(head); slot != 0; slot = NativeMemory.getLong(slot + SLOT_NEXT)) {
            long version = visible(slot, stamp);
            if (version != 0) {
                visitor.version(NativeMemory.getInt(slot + SLOT_KEY), version);
            }
        }
    }
}

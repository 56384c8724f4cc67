package io.contextdb.storage.mmap.file;

import io.contextdb.memory.Crc32c;
import io.contextdb.memory.NativeMemory;

/** CRC32C over native memory by address. */
final class Checksums {
    /** The polynomial of CRC32C with its bits reversed. */
    private static final int POLYNOMIAL = 0x82F6_3B78;

    private Checksums() {}

    /** The sum over {@code bytes} bytes from an address on. */
    static int of(long address, long bytes) {
        return Crc32c.of(NativeMemory.segment(address, bytes));
    }

    /** The sum over bytes from an address on, and then over bytes from another. */
    static int of(long address, long bytes, long next, long nextBytes) {
        Crc32c crc = new Crc32c();
        crc.update(NativeMemory.segment(address, bytes));
        crc.update(NativeMemory.segment(next, nextBytes));
        return crc.value();
    }

    /**
     * The sum over bytes that follow others whose sum is known, bit by bit: for the few bytes of a trailer, so that the
     * sum over a whole file follows from the one its trailer holds.
     */
    static int extend(int checksum, long address, int bytes) {
        int register = ~checksum;
        for (int i = 0; i < bytes; i++) {
            register ^= Byte.toUnsignedInt(NativeMemory.getByte(address + i));
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                register = register >>> 1 ^ POLYNOMIAL & -(register & 1);
            }
        }
        return ~register;
    }
}

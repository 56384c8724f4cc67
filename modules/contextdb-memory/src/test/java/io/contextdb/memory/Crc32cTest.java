package io.contextdb.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class Crc32cTest {
    /** The check value of the Castagnoli polynomial. */
    private static final int CHECK = 0xE3069283;

    private static final byte[] DIGITS = "123456789".getBytes(StandardCharsets.US_ASCII);

    @Test
    void everyWayGivesTheCheckValue() {
        assertEquals(CHECK, Crc32c.of(DIGITS, 0, DIGITS.length));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment bytes = arena.allocate(DIGITS.length);
            MemorySegment.copy(MemorySegment.ofArray(DIGITS), 0, bytes, 0, DIGITS.length);
            assertEquals(CHECK, Crc32c.of(bytes));
            Crc32c streamed = new Crc32c();
            streamed.update(bytes.asSlice(0, 4));
            streamed.update(ByteBuffer.wrap(DIGITS, 4, 5));
            assertEquals(CHECK, streamed.value());
        }
    }
}

package io.contextdb.engine.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProcessMemoryTest {
    private static final long MEBIBYTE = 1 << 20;

    @Test
    void growsWithWhatIsAllocated() {
        long before = ProcessMemory.bytes();
        try (Arena arena = Arena.ofConfined()) {
            arena.allocate(64 * MEBIBYTE).fill((byte) 1);
            long grown = ProcessMemory.bytes() - before;
            assertTrue(grown > 32 * MEBIBYTE, () -> "grew by " + grown);
        }
    }

    @Test
    void readsTheNumberBehindItsName() {
        byte[] word = "\nRssAnon:".getBytes(StandardCharsets.US_ASCII);
        assertEquals(12345, after(word, "VmRSS:\t 99 kB\nRssAnon:\t   12345 kB\nRssFile:\t 7 kB\n"));
        assertEquals(7, after(word, "\nRssAnon: 7"));
        assertEquals(-1, after(word, "\nRssAnon:\t kB\n"));
        assertEquals(-1, after(word, "\nRssAnon:"));
        assertEquals(-1, after(word, "VmRSS:\t 99 kB\n"));
        assertEquals(-1, after(word, ""));
    }

    private static long after(byte[] word, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return ProcessMemory.numberAfter(word, bytes, bytes.length);
    }
}

package io.contextdb.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.spi.ByteSink;
import java.io.ByteArrayOutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A checked file gives back what was put, and finds every changed or missing byte before the bytes around it are used.
 */
class CheckedFileTest {
    private static final long MAGIC = 0x123456789abcdefL;

    private final Arena arena = Arena.ofConfined();

    @AfterEach
    void close() {
        arena.close();
    }

    @Test
    void givesBackWhatWasPut() {
        CheckedFile file = open(map(write(3, 100_000)));
        assertEquals(7, file.header(0));
        assertEquals(-8, file.header(1));
        assertEquals(0, file.header(CheckedFile.HEADER_INTS - 1));
        assertEquals(CheckedFileWriter.wholeBlocks(100_000 * 4), file.bodyBytes());
        for (int i = 0; i < 100_000; i++) {
            long address = file.bodyAddress() + 4L * i;
            file.check(address, 4);
            assertEquals(i * 31, NativeMemory.getInt(address));
        }
    }

    @Test
    void mayHaveNoBody() {
        open(map(write(3, 0))).checkAll();
    }

    @Test
    void findsEveryChangedByte() {
        byte[] bytes = write(3, 3000);
        int body = CheckedFile.BLOCK_BYTES;
        int bodyEnd = (int) (body + CheckedFileWriter.wholeBlocks(12_000));
        for (int at = 0; at < bytes.length; at += at < 64 ? 1 : 37) {
            byte[] damaged = bytes.clone();
            damaged[at] ^= 0x10;
            if (at >= body) {
                CheckedFile file = open(map(damaged));
                int place = at;
                ContextDbException found =
                        assertThrows(ContextDbException.class, file::checkAll, () -> "byte " + place);
                assertEquals(ErrorCode.CORRUPTION, found.code());
                if (at < bodyEnd) {
                    int block = at / CheckedFile.BLOCK_BYTES * CheckedFile.BLOCK_BYTES;
                    assertTrue(found.getMessage().contains("at byte " + block + ":"), found.getMessage());
                }
            } else {
                ContextDbException found = assertThrows(ContextDbException.class, () -> open(map(damaged)));
                assertTrue(found.code() == ErrorCode.CORRUPTION || found.code() == ErrorCode.FORMAT_TOO_NEW);
            }
        }
    }

    @Test
    void refusesAFileThatIsCutOffOrTooLong() {
        byte[] bytes = write(3, 3000);
        for (int length : new int[] {0, 1, 4095, 4096, 8192, bytes.length - 1, bytes.length + 1}) {
            ContextDbException refused = assertThrows(
                    ContextDbException.class, () -> open(map(Arrays.copyOf(bytes, length))), () -> "" + length);
            assertEquals(ErrorCode.CORRUPTION, refused.code());
            assertTrue(refused.getMessage().contains("at byte "), refused.getMessage());
        }
    }

    @Test
    void refusesANewerVersion() {
        ContextDbException refused = assertThrows(ContextDbException.class, () -> open(map(write(4, 10))));
        assertEquals(ErrorCode.FORMAT_TOO_NEW, refused.code());
    }

    private static CheckedFile open(MemorySegment bytes) {
        return CheckedFile.open("the test file", bytes, MAGIC, 3);
    }

    private MemorySegment map(byte[] bytes) {
        MemorySegment segment = arena.allocate(bytes.length + 1L, 64).asSlice(0, bytes.length);
        NativeMemory.copyBytes(bytes, 0, bytes.length, segment.address());
        return segment;
    }

    private static byte[] write(int version, int numbers) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteSink sink = new ByteSink() {
            @Override
            public void write(MemorySegment bytes) {
                out.writeBytes(bytes.toArray(ValueLayout.JAVA_BYTE));
            }

            @Override
            public long position() {
                return out.size();
            }
        };
        try (CheckedFileWriter writer = new CheckedFileWriter(sink, MAGIC, version, new int[] {7, -8}, 4L * numbers)) {
            for (int i = 0; i < numbers; i++) {
                writer.putInt(i * 31);
            }
            writer.finish();
        }
        return out.toByteArray();
    }
}

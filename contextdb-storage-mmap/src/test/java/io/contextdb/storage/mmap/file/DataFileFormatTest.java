package io.contextdb.storage.mmap.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

/**
 * The bytes that {@link DataFileWriter} and {@link Layout} describe, read by a second reader that knows only the
 * description.
 */
class DataFileFormatTest {
    private static final byte[] FIRST = "first section".getBytes(StandardCharsets.UTF_8);
    private static final byte[] SECOND = second();

    private final TestFile file = new TestFile(FileKind.VECTORS, 0x1122_3344_5566L, 7, 16, out -> {
        TestFile.putSection(out, 3, FIRST);
        TestFile.putSection(out, 9, SECOND);
    });
    private final byte[] bytes = file.bytes();
    private final ByteBuffer at = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);

    private static byte[] second() {
        byte[] bytes = new byte[5000];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 31);
        }
        return bytes;
    }

    @Test
    void theHeaderIsAPage() {
        assertArrayEquals("CTXDB\r\n\u001a".getBytes(StandardCharsets.ISO_8859_1), Arrays.copyOf(bytes, 8));
        assertEquals(1, at.getInt(8), "version");
        assertEquals(4, at.getInt(12), "kind: vectors");
        assertEquals(0x1122_3344_5566L, at.getLong(16), "number");
        assertEquals(4096, at.getInt(24), "block bytes of this kind");
        assertEquals(7, at.getInt(28), "first parameter");
        assertEquals(16, at.getInt(32), "second parameter");
        assertArrayEquals(new byte[4092 - 36], Arrays.copyOfRange(bytes, 36, 4092));
        assertEquals(crc(0, 4092), at.getInt(4092), "checksum of the header");
    }

    @Test
    void sectionsBeginAtPages() {
        assertArrayEquals(FIRST, Arrays.copyOfRange(bytes, 4096, 4096 + FIRST.length));
        assertArrayEquals(new byte[4096 - FIRST.length], Arrays.copyOfRange(bytes, 4096 + FIRST.length, 8192));
        assertArrayEquals(SECOND, Arrays.copyOfRange(bytes, 8192, 8192 + SECOND.length));
        assertArrayEquals(new byte[8192 - SECOND.length], Arrays.copyOfRange(bytes, 8192 + SECOND.length, 16384));
    }

    @Test
    void theFooterHoldsChecksumsEntriesAndTrailer() throws NoSuchAlgorithmException {
        int body = 16384;
        int blocks = body / 4096;
        for (int block = 0; block < blocks; block++) {
            assertEquals(crc(block * 4096, 4096), at.getInt(body + 4 * block), "block " + block);
        }
        int entries = body + 4 * blocks;
        assertEntry(entries, 3, 4096, FIRST.length);
        assertEntry(entries + 24, 9, 8192, SECOND.length);
        int trailer = entries + 2 * 24;
        assertEquals(trailer + 64, bytes.length);
        assertEquals(body, at.getLong(trailer), "where checksums begin");
        assertEquals(entries, at.getLong(trailer + 8), "where entries begin");
        assertEquals(2, at.getInt(trailer + 16), "sections");
        assertEquals(crc(body, 4 * blocks), at.getInt(trailer + 20), "checksum of checksums");
        assertEquals(crc(entries, 48), at.getInt(trailer + 24), "checksum of entries");
        assertEquals(crc(0, trailer), at.getInt(trailer + 28), "checksum of all before the trailer");
        assertEquals(bytes.length, at.getLong(trailer + 32), "length");
        assertEquals(1, at.getInt(trailer + 40), "version");
        assertEquals(crc(trailer, 44), at.getInt(trailer + 44), "checksum of the trailer");
        assertEquals(at.getLong(0), at.getLong(trailer + 48), "magic");
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(Arrays.copyOf(bytes, trailer));
        assertArrayEquals(
                Arrays.copyOf(digest, 4),
                Arrays.copyOfRange(bytes, trailer + 56, trailer + 60),
                "beginning of the digest of all before the trailer");
        assertEquals(~at.getInt(trailer + 56), at.getInt(trailer + 60), "its complement");
    }

    private void assertEntry(int offset, int id, long section, long length) {
        assertEquals(id, at.getInt(offset));
        assertEquals(0, at.getInt(offset + 4));
        assertEquals(section, at.getLong(offset + 8));
        assertEquals(length, at.getLong(offset + 16));
    }

    /** Pinned: a change here is a change of the format, and needs a new version of it. */
    @Test
    void theBytesStayTheSame() throws NoSuchAlgorithmException {
        String digest =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        assertEquals("f98b89ca0bdd2863abc8348a53841db2a0dc95a9d81c87c67fca2bd3b64b4b52", digest);
        assertEquals(new FileSummary(bytes.length, crc(0, bytes.length), digest), file.summary());
    }

    @Test
    void theReaderFindsWhatWasWritten() {
        try (Arena arena = Arena.ofConfined()) {
            DataFile open = file.open(arena);
            assertEquals(7, open.parameter0());
            assertEquals(16, open.parameter1());
            assertEquals(
                    List.of(new Section(3, 4096, FIRST.length), new Section(9, 8192, SECOND.length)), open.sections());
            assertEquals(file.summary().crc32c(), open.checksum());
            open.verify(file.summary().crc32c(), file.summary().sha256());
        }
    }

    private int crc(int offset, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, offset, length);
        return (int) crc.getValue();
    }
}

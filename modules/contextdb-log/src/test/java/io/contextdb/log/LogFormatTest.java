package io.contextdb.log;

import static io.contextdb.log.Records.DIRECTORY;
import static io.contextdb.log.Records.append;
import static io.contextdb.log.Records.commit;
import static io.contextdb.log.Records.log;
import static io.contextdb.log.Records.recover;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.testkit.file.MemoryFileSystem;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32C;
import net.jpountz.lz4.LZ4Factory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Writes the documented bytes by hand, field by field as {@link SegmentHeader} and {@link GroupEncoder} list them, and
 * compares. A golden hex dump beside that holds both of them to what earlier releases wrote.
 */
class LogFormatTest {
    private static final Path ACTIVE = DIRECTORY.resolve("contextdb.log");

    private final MemoryFileSystem files = new MemoryFileSystem();
    private final ByteBuffer expected =
            ByteBuffer.allocate(Records.SEGMENT_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private int chain;

    @BeforeEach
    void makeDirectory() {
        files.createDirectories(DIRECTORY);
    }

    @Test
    void theBytesAreAsDocumented() {
        try (Log log = log(files)) {
            recover(log, 0);
            commit(log, 1, "ab", "");
            append(log, 5, "c".repeat(1000));
            log.write();
            log.force();
        }

        header(0, 1, 0, 0);
        long durable = expected.position();
        int first = head(durable, 54, 2, 1);
        record(0, 1, 1, "ab".getBytes(StandardCharsets.US_ASCII));
        record(0, 1, 2, new byte[0]);
        pad(first);

        byte[] payload = compressedPayload("c".repeat(1000), expected.position() + 40);
        durable = expected.position();
        int second = head(durable, 26 + payload.length, 1, 1);
        record(1, 5, 3, payload);
        pad(second);

        mark(0, expected.position());

        assertArrayEquals(expected.array(), files.bytes(ACTIVE));
    }

    @Test
    void aRotationIsAsDocumented() {
        String text = "x".repeat(500);
        try (Log log = log(files)) {
            recover(log, 0);
            int records = 0;
            while (files.list(DIRECTORY).size() == 1) {
                commit(log, 2, text);
                records++;
            }
            assertEquals(
                    List.of(ACTIVE, DIRECTORY.resolve("contextdb.log.00000000000000000001")), files.list(DIRECTORY));

            header(0, 1, 0, 0);
            for (int i = 1; i < records; i++) {
                int start = head(expected.position(), 526, 1, 1);
                record(0, 2, i, text.getBytes(StandardCharsets.US_ASCII));
                pad(start);
            }
            head(expected.position(), 0, 0, 2);
            assertArrayEquals(expected.array(), files.bytes(DIRECTORY.resolve("contextdb.log.00000000000000000001")));

            expected.clear();
            Arrays.fill(expected.array(), (byte) 0);
            header(Records.SEGMENT_BYTES, records, 2, chain);
            int start = headAt(Records.SEGMENT_BYTES, expected.position(), 526, 1, 1);
            record(0, 2, records, text.getBytes(StandardCharsets.US_ASCII));
            pad(start);
            assertArrayEquals(expected.array(), files.bytes(ACTIVE));
        }
    }

    @Test
    void theBytesAreThoseOfEarlierReleases() {
        try (Log log = log(files)) {
            recover(log, 6);
            commit(log, 3, "ContextDB");
        }
        byte[] bytes = files.bytes(ACTIVE);
        assertEquals("""
                43545844424c4f4701000000e201deb000400000000000000000000000000000
                070000000000000000000000000000000000000000000000
                4344424dacea6600000000000000000050200000000000000100000000000000
                43444247e137fe9a002000000000000000200000000000002300000001000000
                000000000100000009000000f2ff3b8807000300000000000000070000000000
                0000436f6e7465787444420000000000
                """, dump(bytes, 0, 56) + dump(bytes, 4096, 4096 + 32) + dump(bytes, 8192, 8192 + 80));
    }

    private static String dump(byte[] bytes, int from, int to) {
        return HexFormat.of().formatHex(bytes, from, to).replaceAll("(.{1,64})", "$1\n");
    }

    @Test
    void aNewerVersionIsNotRead() {
        try (Log log = log(files)) {
            recover(log, 0);
        }
        byte[] bytes = files.bytes(ACTIVE);
        ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        header.putInt(8, 2).putInt(12, 0);
        header.putInt(12, checksum(bytes, 0, 4096));
        files.put(ACTIVE, bytes);
        ContextDbException e = assertThrows(ContextDbException.class, () -> recover(log(files), 0));
        assertEquals(ErrorCode.FORMAT_TOO_NEW, e.code(), e::getMessage);
    }

    /**
     * The payload of the record at a place in the file: its length and a block that decompresses to {@code text}. The
     * block itself is LZ4's.
     */
    private byte[] compressedPayload(String text, int record) {
        byte[] bytes = files.bytes(ACTIVE);
        int length = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(record);
        byte[] payload = Arrays.copyOfRange(bytes, record + 26, record + 26 + length);
        assertEquals(
                text.length(),
                ByteBuffer.wrap(payload).order(ByteOrder.LITTLE_ENDIAN).getInt());
        byte[] content = LZ4Factory.safeInstance().safeDecompressor().decompress(payload, 4, length - 4, text.length());
        assertEquals(text, new String(content, StandardCharsets.US_ASCII));
        return payload;
    }

    @Test
    void aRecordOutOfOrderIsDamage() {
        for (long[] record : new long[][] {{1, 2}, {3, 8}, {4, 6}}) {
            expected.clear();
            Arrays.fill(expected.array(), (byte) 0);
            header(0, 6, 3, 0);
            int start = head(expected.position(), 2 * 26, 2, 1);
            record(0, 4, 6, new byte[0]);
            record(0, record[0], record[1], new byte[0]);
            pad(start);
            mark(0, expected.position());
            files.put(ACTIVE, expected.array().clone());
            ContextDbException e = assertThrows(ContextDbException.class, () -> recover(log(files), 5));
            assertEquals(ErrorCode.CORRUPTION, e.code(), e::getMessage);
        }
    }

    private void header(long offset, long firstIndex, long previousTerm, int chainBefore) {
        expected.put("CTXDBLOG".getBytes(StandardCharsets.US_ASCII))
                .putInt(1)
                .putInt(0)
                .putLong(Records.SEGMENT_BYTES)
                .putLong(offset)
                .putLong(firstIndex)
                .putLong(previousTerm)
                .putInt(chainBefore)
                .position(8192);
        expected.putInt(12, checksum(expected.array(), 0, 4096));
        chain = chainBefore;
    }

    /** The mark of a closed segment, in the page behind the header. */
    private void mark(long segmentOffset, long durable) {
        expected.position(4096);
        expected.put("CDBM".getBytes(StandardCharsets.US_ASCII))
                .putInt(0)
                .putLong(segmentOffset)
                .putLong(durable)
                .putLong(1);
        expected.putInt(4100, checksum(expected.array(), 4096, 32));
    }

    private int head(long durable, int length, int records, int kind) {
        return headAt(0, durable, length, records, kind);
    }

    /** Appends a head; everything before it is durable, as after a sync of each group. */
    private int headAt(long segmentOffset, long durable, int length, int records, int kind) {
        int start = expected.position();
        expected.put("CDBG".getBytes(StandardCharsets.US_ASCII))
                .putInt(0)
                .putLong(segmentOffset + start)
                .putLong(segmentOffset + durable)
                .putInt(length)
                .putInt(records)
                .putInt(chain)
                .putInt(kind);
        chain = checksum(expected.array(), start, 40);
        expected.putInt(start + 4, chain);
        return start;
    }

    private void record(int flags, long term, long index, byte[] payload) {
        int start = expected.position();
        expected.putInt(payload.length)
                .putInt(chain)
                .put(Records.TYPE)
                .put((byte) flags)
                .putLong(term)
                .putLong(index)
                .put(payload);
        chain = checksum(expected.array(), start, 26 + payload.length);
        expected.putInt(start + 4, chain);
    }

    private void pad(int groupStart) {
        int length = expected.position() - groupStart;
        expected.position(groupStart + (length + 7) / 8 * 8);
    }

    private static int checksum(byte[] bytes, int from, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, length);
        return (int) crc.getValue();
    }
}

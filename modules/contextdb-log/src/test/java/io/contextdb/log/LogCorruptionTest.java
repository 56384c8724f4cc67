package io.contextdb.log;

import static io.contextdb.log.Records.DIRECTORY;
import static io.contextdb.log.Records.append;
import static io.contextdb.log.Records.commit;
import static io.contextdb.log.Records.log;
import static io.contextdb.log.Records.recover;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.testkit.Seeds;
import io.contextdb.testkit.file.MemoryFileSystem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Damage to a log that was closed well: whatever it is, it is detected or does no harm. */
class LogCorruptionTest {
    private static final Path ACTIVE = DIRECTORY.resolve("contextdb.log");
    private static final Path SEALED = DIRECTORY.resolve("contextdb.log.00000000000000000001");

    private final MemoryFileSystem files = new MemoryFileSystem();
    private final List<String> expected = new ArrayList<>();

    /** A sealed segment and one being written, each with groups of one, of two and of compressed records. */
    @BeforeEach
    void writeLog() {
        files.createDirectories(DIRECTORY);
        try (Log log = log(files)) {
            recover(log, 0);
            for (int i = 0; files.list(DIRECTORY).size() == 1 || i % 8 != 0; i++) {
                String text = i % 5 == 0 ? "edge " + i + " ".repeat(900) : "node " + i + "-".repeat(400);
                expected.add("1/" + (expected.size() + 1) + ":" + text);
                append(log, 1, text);
                if (i % 3 != 0) {
                    log.write();
                    log.force();
                }
            }
            log.write();
        }
        assertEquals(List.of(ACTIVE, SEALED), files.list(DIRECTORY));
    }

    /** Each byte of the log in turn, alternately with one bit flipped and with all. */
    @Test
    void everyFlippedByteIsDetectedOrHarmless() {
        int detected = 0;
        for (Path path : List.of(ACTIVE, SEALED)) {
            byte[] bytes = files.bytes(path);
            for (int i = 0; i < bytes.length; i++) {
                byte original = bytes[i];
                bytes[i] ^= (byte) (i % 2 == 0 ? 1 << i / 2 % 8 : 0xff);
                detected += detectedOrHarmless(path, bytes, i);
                bytes[i] = original;
            }
        }
        assertTrue(detected > Records.SEGMENT_BYTES, detected + " detected");
    }

    /**
     * Without the mark of a closed log, the heads of later groups tell that damaged ones were durable; only the last
     * group has none.
     */
    @Test
    void everyFlippedByteOfAnUnclosedLogIsDetectedOrInTheLastGroup() {
        MemoryFileSystem unclosed = new MemoryFileSystem();
        unclosed.createDirectories(DIRECTORY);
        try (Log log = log(unclosed)) {
            recover(log, 0);
            for (int i = 0; i < 6; i++) {
                commit(log, 1, "node " + i, "edge " + i);
            }
            byte[] bytes = unclosed.bytes(ACTIVE);
            int detected = 0;
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] ^= (byte) (1 << i % 8);
                MemoryFileSystem copy = new MemoryFileSystem();
                copy.put(ACTIVE, bytes);
                try (Log damaged = log(copy)) {
                    int found = recover(damaged, 0).size();
                    assertTrue(found == 12 || found == 10, found + " records at " + i);
                } catch (ContextDbException e) {
                    assertEquals(ErrorCode.CORRUPTION, e.code(), e::getMessage);
                    detected++;
                }
                bytes[i] ^= (byte) (1 << i % 8);
            }
            int groupBytes = 40 + 2 * (26 + 6);
            assertEquals(SegmentHeader.BYTES + 5 * groupBytes, detected);
        }
    }

    /** A payload that holds a log is no log: heads within it stand at another offset than theirs. */
    @Test
    void headsWithinAPayloadProveNothing() {
        byte[] sealed = files.bytes(SEALED);
        int seal = new String(sealed, StandardCharsets.ISO_8859_1).lastIndexOf("CDBG");
        byte[] payload = new byte[1000];
        Seeds.random("headsWithinAPayloadProveNothing").nextBytes(payload);
        System.arraycopy(sealed, seal, payload, 6 + 400, 40);
        MemoryFileSystem copy = new MemoryFileSystem();
        copy.createDirectories(DIRECTORY);
        byte[] bytes;
        int tornHead = 8192 + (40 + 26 + 1 + 7) / 8 * 8;
        try (Log log = log(copy)) {
            recover(log, 0);
            commit(log, 1, "a");
            append(log, 1, payload);
            log.write();
            bytes = copy.bytes(ACTIVE);
        }
        bytes[tornHead] = 0;
        copy.put(ACTIVE, bytes);
        try (Log log = log(copy)) {
            assertEquals(List.of("1/1:a"), recover(log, 0));
        }
    }

    private int detectedOrHarmless(Path path, byte[] bytes, int position) {
        MemoryFileSystem copy = new MemoryFileSystem();
        files.list(DIRECTORY).forEach(other -> copy.put(other, other.equals(path) ? bytes : files.bytes(other)));
        boolean reported = !log(copy).verify().isEmpty();
        try (Log log = log(copy)) {
            assertEquals(expected, recover(log, 0), () -> path + " at " + position);
            assertFalse(reported, () -> path + " at " + position);
            return 0;
        } catch (ContextDbException e) {
            assertEquals(ErrorCode.CORRUPTION, e.code(), e::getMessage);
            assertTrue(e.getMessage().contains(DIRECTORY + "/contextdb.log"), e::getMessage);
            assertTrue(e.getMessage().contains(" at byte "), e::getMessage);
            assertTrue(reported, () -> path + " at " + position);
            return 1;
        }
    }

    @Test
    void everyZeroedSectorIsDetectedOrHarmless() {
        int detected = 0;
        for (Path path : List.of(ACTIVE, SEALED)) {
            byte[] bytes = files.bytes(path);
            for (int sector = 0; sector < bytes.length; sector += 512) {
                byte[] damaged = bytes.clone();
                Arrays.fill(damaged, sector, sector + 512, (byte) 0);
                detected += detectedOrHarmless(path, damaged, sector);
            }
        }
        assertTrue(detected >= 16, detected + " detected");
    }

    @Test
    void everyMisdirectedSectorIsDetectedOrHarmless() {
        byte[] bytes = files.bytes(ACTIVE);
        for (int sector = 512; sector < bytes.length; sector += 512) {
            byte[] damaged = bytes.clone();
            System.arraycopy(bytes, sector - 512, damaged, sector, 512);
            detectedOrHarmless(ACTIVE, damaged, sector);
        }
    }

    @Test
    void everyShorterFileIsDetected() {
        for (Path path : List.of(ACTIVE, SEALED)) {
            byte[] bytes = files.bytes(path);
            for (int length = 0; length < bytes.length; length += 97) {
                int cut = length;
                assertEquals(
                        1, detectedOrHarmless(path, Arrays.copyOf(bytes, length), cut), () -> path + " cut at " + cut);
            }
        }
    }

    @Test
    void aMissingSegmentIsDetected() {
        for (Path path : List.of(ACTIVE, SEALED)) {
            MemoryFileSystem copy = new MemoryFileSystem();
            files.list(DIRECTORY).stream()
                    .filter(other -> !other.equals(path))
                    .forEach(other -> copy.put(other, files.bytes(other)));
            ContextDbException e = assertThrows(ContextDbException.class, () -> recover(log(copy), 0));
            assertEquals(ErrorCode.CORRUPTION, e.code(), e::getMessage);
        }
    }

    @Test
    void aStaleCopyOfASegmentIsDetected() {
        byte[] stale = files.bytes(ACTIVE);
        try (Log log = log(files)) {
            recover(log, 0);
            while (files.list(DIRECTORY).size() == 2) {
                commit(log, 1, "more " + "=".repeat(300));
            }
        }
        for (Path path : files.list(DIRECTORY)) {
            MemoryFileSystem copy = new MemoryFileSystem();
            files.list(DIRECTORY).forEach(other -> copy.put(other, other.equals(path) ? stale : files.bytes(other)));
            ContextDbException e = assertThrows(ContextDbException.class, () -> recover(log(copy), 0), path::toString);
            assertEquals(ErrorCode.CORRUPTION, e.code(), e::getMessage);
        }
    }

    /**
     * What stands behind the end from an earlier attempt, and would fit by its index, its size and its checksums, is no
     * record.
     */
    @Test
    void aRecordOfAnotherHistoryIsNotTakenForTheNext() {
        MemoryFileSystem first = history("first", "second");
        MemoryFileSystem other = history("tsrif", "third!");
        byte[] bytes = other.bytes(ACTIVE);
        int groupBytes = 40 + 26 + 6;
        int begin = 8192 + 40 + 26 + 8;
        System.arraycopy(first.bytes(ACTIVE), begin, bytes, begin, groupBytes);
        other.put(ACTIVE, bytes);
        try (Log log = log(other)) {
            assertEquals(List.of("1/1:tsrif"), recover(log, 0));
        }
        if (new String(bytes, StandardCharsets.ISO_8859_1).contains("third!")) {
            fail("the second record was to be replaced");
        }
    }

    /** A log of two groups, copied before it was closed. */
    private static MemoryFileSystem history(String... texts) {
        MemoryFileSystem files = new MemoryFileSystem();
        files.createDirectories(DIRECTORY);
        MemoryFileSystem copy = new MemoryFileSystem();
        try (Log log = log(files)) {
            recover(log, 0);
            for (String text : texts) {
                append(log, 1, text);
                log.write();
            }
            files.list(DIRECTORY).forEach(path -> copy.put(path, files.bytes(path)));
        }
        return copy;
    }
}

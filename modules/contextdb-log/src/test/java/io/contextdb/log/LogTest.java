package io.contextdb.log;

import static io.contextdb.log.Records.DIRECTORY;
import static io.contextdb.log.Records.append;
import static io.contextdb.log.Records.commit;
import static io.contextdb.log.Records.log;
import static io.contextdb.log.Records.read;
import static io.contextdb.log.Records.recover;
import static io.contextdb.testkit.Failures.assertCode;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.spi.LogRecovery;
import io.contextdb.testkit.Seeds;
import io.contextdb.testkit.file.MemoryFileSystem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LogTest {
    private final MemoryFileSystem files = new MemoryFileSystem();

    @BeforeEach
    void makeDirectory() {
        files.createDirectories(DIRECTORY);
    }

    @Test
    void aNewLogIsEmpty() {
        try (Log log = log(files)) {
            assertEquals(List.of(), recover(log, 0));
            assertEquals(1, log.firstIndex());
            assertEquals(0, log.lastIndex());
            assertEquals(0, log.bytesSince(0));
            assertEquals(List.of(), read(log, 1, 9));
        }
        try (Log log = log(files)) {
            assertEquals(List.of(), recover(log, 0));
        }
    }

    @Test
    void recordsComeBackInOrder() {
        try (Log log = log(files)) {
            recover(log, 0);
            commit(log, 1, "a", "", "c");
            commit(log, 3, "d");
            assertEquals(4, log.lastIndex());
            assertEquals(3, log.lastTerm());
            assertEquals(List.of("1/2:", "1/3:c"), read(log, 2, 3));
        }
        try (Log log = log(files)) {
            assertEquals(List.of("1/2:", "1/3:c", "3/4:d"), recover(log, 1));
            assertEquals(List.of("1/1:a", "1/2:", "1/3:c", "3/4:d"), read(log, 1, 100));
            commit(log, 3, "e");
            assertEquals(List.of("3/5:e"), read(log, 5, 5));
        }
    }

    @Test
    void whatWasDiscardedNeverWas() {
        try (Log log = log(files)) {
            recover(log, 0);
            commit(log, 1, "a");
            append(log, 2, "b", "c");
            log.discard();
            append(log, 1, "d");
            log.write();
            log.force();
            append(log, 1, "not written");
        }
        try (Log log = log(files)) {
            assertEquals(List.of("1/1:a", "1/2:d"), recover(log, 0));
        }
    }

    @Test
    void largePayloadsAreCompressedWhenThatHelps() {
        String dull = "graph ".repeat(10_000);
        byte[] noise = new byte[5_000];
        Seeds.random("largePayloadsAreCompressedWhenThatHelps").nextBytes(noise);
        for (int i = 0; i < noise.length; i++) {
            noise[i] &= 0x7f;
        }
        try (Log log = log(files)) {
            recover(log, 0);
            commit(log, 1, dull);
            assertTrue(log.bytesSince(0) < 1_000, () -> log.bytesSince(0) + " bytes");
            append(log, 1, noise);
            log.write();
            assertTrue(log.bytesSince(1) >= 5_000 / 8 * 7, () -> log.bytesSince(1) + " bytes");
        }
        try (Log log = log(files)) {
            assertEquals(
                    List.of("1/1:" + dull, "1/2:" + new String(noise, java.nio.charset.StandardCharsets.US_ASCII)),
                    recover(log, 0));
        }
    }

    @Test
    void ofLargePayloadsTheMiddleDecides() {
        Random random = Seeds.random("ofLargePayloadsTheMiddleDecides");
        byte[] noise = new byte[GroupEncoder.SAMPLE_BYTES];
        random.nextBytes(noise);
        byte[] payload = new byte[GroupEncoder.SAMPLED_BYTES_MIN];
        int middle = (payload.length - noise.length) / 2;
        try (Log log = log(files)) {
            recover(log, 0);
            System.arraycopy(noise, 0, payload, 0, noise.length);
            append(log, 1, payload);
            log.write();
            assertTrue(log.bytesSince(0) < 2L * noise.length, () -> log.bytesSince(0) + " bytes");

            System.arraycopy(noise, 0, payload, middle, noise.length);
            append(log, 1, payload);
            log.write();
            assertTrue(log.bytesSince(1) > payload.length, () -> log.bytesSince(1) + " bytes");

            append(log, 1, Arrays.copyOf(payload, payload.length - 1));
            log.write();
            assertTrue(log.bytesSince(2) < 3L * noise.length, () -> log.bytesSince(2) + " bytes");
        }
    }

    @Test
    void segmentsRotateAndAreTruncatedWhole() {
        List<String> expected = new ArrayList<>();
        try (Log log = log(files)) {
            recover(log, 0);
            for (int i = 1; i <= 1000; i++) {
                String text = "record " + i + " ".repeat(100);
                commit(log, 1, text);
                expected.add("1/" + i + ":" + text);
            }
            assertEquals(expected, read(log, 1, 1000));
            assertEquals(expected.subList(499, 700), read(log, 500, 700));
            assertTrue(files.list(DIRECTORY).size() > 5);

            log.truncateBefore(600);
            long first = log.firstIndex();
            assertTrue(first > 400 && first <= 600, () -> "first index " + first);
            assertEquals(expected.subList((int) first - 1, 1000), read(log, first, 1000));
            assertCode(ErrorCode.SNAPSHOT_TOO_OLD, () -> read(log, first - 1, 1000));
        }
        try (Log log = log(files)) {
            assertEquals(expected.subList(599, 1000), recover(log, 599));
            assertEquals(expected.subList(649, 651), read(log, 650, 651));
        }
        try (Log log = log(files)) {
            ContextDbException e = assertCode(ErrorCode.CORRUPTION, () -> recover(log, 10));
            assertTrue(e.getMessage().contains("commands 11 to "), e::getMessage);
        }
    }

    @Test
    void aGroupLargerThanASegmentGetsOneOfItsOwn() {
        byte[] large = new byte[100_000];
        Random random = Seeds.random("aGroupLargerThanASegmentGetsOneOfItsOwn");
        for (int i = 0; i < large.length; i++) {
            large[i] = (byte) (' ' + random.nextInt(95));
        }
        String text = new String(large, java.nio.charset.StandardCharsets.US_ASCII);
        List<String> expected = List.of("1/1:" + text, "1/2:small", "1/3:" + text, "1/4:" + text, "1/5:end");
        try (Log log = log(files)) {
            recover(log, 0);
            commit(log, 1, text);
            commit(log, 1, "small");
            append(log, 1, large);
            append(log, 1, large);
            log.write();
            commit(log, 1, "end");
            assertEquals(expected, read(log, 1, 5));
        }
        try (Log log = log(files)) {
            assertEquals(expected, recover(log, 0));
            assertEquals(List.of(), log.verify());
        }
    }

    @Test
    void recordsAboveTheLimitAreRefused() {
        try (Log log = log(files)) {
            recover(log, 0);
            append(log, 1, "a");
            // Only the size is looked at, so the memory behind it is not needed.
            assertCode(
                    ErrorCode.LIMIT_EXCEEDED,
                    () -> log.append(
                            Records.TYPE,
                            1,
                            java.lang.foreign.MemorySegment.NULL.reinterpret(Log.RECORD_BYTES_MAX + 1L)));
            log.write();
            assertEquals(List.of("1/1:a"), read(log, 1, 1));
        }
    }

    @Test
    void aLogCanBeginBehindASnapshot() {
        try (Log log = log(files)) {
            assertEquals(List.of(), recover(log, 41));
            commit(log, 1, "a");
            assertEquals(42, log.firstIndex());
            assertEquals(List.of("1/42:a"), read(log, 42, 42));
        }
        try (Log log = log(files)) {
            assertEquals(List.of("1/42:a"), recover(log, 41));
        }
    }

    @Test
    void aLogThatEndsBeforeTheSnapshotIsDamaged() {
        try (Log log = log(files)) {
            recover(log, 0);
            commit(log, 1, "a", "b");
        }
        try (Log log = log(files)) {
            ContextDbException e = assertCode(ErrorCode.CORRUPTION, () -> recover(log, 3));
            assertTrue(e.getMessage().contains("ends with command 2"), e::getMessage);
        }
    }

    @Test
    void readersMayReadWhatIsBeingReplayed() {
        try (Log log = log(files)) {
            recover(log, 0);
            commit(log, 1, "a", "b");
            commit(log, 1, "c");
        }
        List<String> seen = new ArrayList<>();
        try (Log log = log(files)) {
            LogRecovery recovery = log.recover(0, (type, term, index, payload) -> seen.addAll(read(log, 1, index - 1)));
            assertEquals(new LogRecovery(3, 0), recovery);
        }
        assertEquals(List.of("1/1:a", "1/1:a", "1/2:b"), seen);
    }

    @Test
    void aClosedLogRefuses() {
        Log log = log(files);
        assertCode(ErrorCode.CLOSED, () -> append(log, 1, "a"));
        recover(log, 0);
        log.close();
        log.close();
        assertCode(ErrorCode.CLOSED, () -> append(log, 1, "a"));
        assertCode(ErrorCode.CLOSED, log::write);
    }
}

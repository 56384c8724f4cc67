package io.contextdb.log;

import static io.contextdb.log.Records.DIRECTORY;
import static io.contextdb.log.Records.append;
import static io.contextdb.log.Records.commit;
import static io.contextdb.log.Records.log;
import static io.contextdb.log.Records.read;
import static io.contextdb.log.Records.recover;
import static io.contextdb.testkit.Failures.assertCode;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.testkit.file.FaultyFileSystem;
import io.contextdb.testkit.file.FileOperation;
import io.contextdb.testkit.file.MemoryFileSystem;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every single operation on files fails once, in turn. */
class LogFaultTest {
    private static final String TEXT = "command ".repeat(30);

    private final List<String> durable = new ArrayList<>();

    @Test
    void everyFailureIsReportedAndLosesNothing() {
        for (FileOperation operation : FileOperation.values()) {
            for (ErrorCode code : List.of(ErrorCode.IO_FAILURE, ErrorCode.DISK_FULL)) {
                long failures = failEach(operation, code);
                boolean used = operation != FileOperation.TRUNCATE;
                assertEquals(used, failures > 0, operation::toString);
            }
        }
    }

    /**
     * Runs the workload with the first, second, ... operation of a kind failing, until it is over before; returns how
     * many failed.
     */
    private long failEach(FileOperation operation, ErrorCode code) {
        for (long nth = 1; ; nth++) {
            durable.clear();
            MemoryFileSystem memory = new MemoryFileSystem();
            memory.createDirectories(DIRECTORY);
            FaultyFileSystem files = new FaultyFileSystem(memory);
            files.fail(operation, nth, code);
            try {
                workload(files);
                if (files.count(operation) < nth) {
                    return nth - 1;
                }
                // Only a file made ahead of its need may fail unnoticed.
            } catch (ContextDbException e) {
                assertEquals(code, e.code(), e::getMessage);
            }
            try (Log log = log(memory)) {
                List<String> found = recover(log, 0);
                assertTrue(found.size() >= durable.size(), () -> operation + " " + code + " lost records");
                assertEquals(durable, found.subList(0, durable.size()));
                assertEquals(List.of(), log.verify());
            }
        }
    }

    private void workload(FaultyFileSystem files) {
        for (int session = 0; session < 2; session++) {
            Log log = log(files);
            try {
                recover(log, 0);
                for (int i = 0; i < 60; i++) {
                    String text = TEXT + durable.size();
                    commit(log, 1, text);
                    durable.add("1/" + (durable.size() + 1) + ":" + text);
                    log.mark();
                    prepareSegment(log);
                }
            } finally {
                closeQuietly(log);
            }
        }
    }

    private static void prepareSegment(Log log) {
        try {
            log.prepareSegment();
        } catch (ContextDbException e) {
            // As the documentation says, the write that needs the segment tries again.
            assertTrue(e.code() == ErrorCode.IO_FAILURE || e.code() == ErrorCode.DISK_FULL, e::getMessage);
        }
    }

    private static void closeQuietly(Log log) {
        try {
            log.close();
        } catch (ContextDbException e) {
            assertTrue(e.code() == ErrorCode.IO_FAILURE || e.code() == ErrorCode.DISK_FULL, e::getMessage);
        }
    }

    @Test
    void afterAFailedSyncNothingIsTriedAgain() {
        FaultyFileSystem files = newFiles();
        Log log = log(files);
        recover(log, 0);
        commit(log, 1, "a");
        append(log, 1, "b");
        log.write();
        files.fail(FileOperation.SYNC, 1, ErrorCode.IO_FAILURE);
        assertCode(ErrorCode.IO_FAILURE, log::force);
        long syncs = files.count(FileOperation.SYNC);
        long writes = files.count(FileOperation.WRITE);
        assertCode(ErrorCode.FAILED, log::force);
        assertCode(ErrorCode.FAILED, log::mark);
        assertCode(ErrorCode.FAILED, () -> append(log, 1, "c"));
        assertCode(ErrorCode.FAILED, log::write);
        log.close();
        assertEquals(syncs, files.count(FileOperation.SYNC));
        assertEquals(writes, files.count(FileOperation.WRITE), "not even a mark");
    }

    /**
     * A sync that failed may leave bytes in the cache that the disk does not have, so recovery writes them anew and
     * syncs.
     */
    @Test
    void recoveryWritesAnewWhatIsNotOnRecordAsDurable() {
        FaultyFileSystem files = newFiles();
        Log log = log(files);
        recover(log, 0);
        append(log, 1, "a");
        log.write();
        files.fail(FileOperation.SYNC, 1, ErrorCode.IO_FAILURE);
        assertCode(ErrorCode.IO_FAILURE, log::force);
        log.close();
        long writes = files.count(FileOperation.WRITE);
        long syncs = files.count(FileOperation.SYNC);
        try (Log again = log(files)) {
            assertEquals(List.of("1/1:a"), recover(again, 0));
            assertEquals(writes + 1, files.count(FileOperation.WRITE));
            assertEquals(syncs + 1, files.count(FileOperation.SYNC));
        }
    }

    @Test
    void aLogThatIsOnlyReadIsNotWritten() {
        FaultyFileSystem files = newFiles();
        try (Log log = log(files)) {
            recover(log, 0);
            commit(log, 1, "a");
        }
        long writes = files.count(FileOperation.WRITE);
        long syncs = files.count(FileOperation.SYNC);
        try (Log log = log(files)) {
            assertEquals(List.of("1/1:a"), recover(log, 0));
        }
        assertEquals(writes, files.count(FileOperation.WRITE));
        assertEquals(syncs, files.count(FileOperation.SYNC));
    }

    @Test
    void noRoomForASegmentIsNoFailureOfTheLog() {
        FaultyFileSystem files = newFiles();
        try (Log log = log(files)) {
            recover(log, 0);
            files.diskFull();
            int records = 0;
            ContextDbException full = null;
            while (full == null) {
                try {
                    commit(log, 1, TEXT + records);
                    records++;
                } catch (ContextDbException e) {
                    full = e;
                }
            }
            assertEquals(ErrorCode.DISK_FULL, full.code());
            assertEquals(records, log.lastIndex());
            assertFalse(
                    files.exists(DIRECTORY.resolve(SegmentFiles.NEXT)), "half a file would take the last of the room");
            files.diskFree();
            commit(log, 1, "next");
            assertEquals(List.of("1/" + (records + 1) + ":next"), read(log, records + 1, records + 1));
        }
    }

    /** On a file system that never writes over what it has, a full disk takes no group, though the segment has room. */
    @Test
    void noRoomForAGroupIsNoFailureOfTheLog() {
        FaultyFileSystem files = newFiles();
        List<String> expected = new ArrayList<>();
        try (Log log = log(files)) {
            recover(log, 0);
            for (int round = 0; round < 200; round++) {
                commit(log, 1, TEXT + round);
                expected.add(TEXT + round);
                log.mark();
                files.diskFullAfter(round % 5);
                for (int i = 0; i < 7; i++) {
                    tryCommit(log, expected, TEXT.repeat(1 + i) + i);
                }
                files.diskFree();
            }
        }
        try (Log log = log(files)) {
            List<String> found = recover(log, 0).stream()
                    .map(record -> record.substring(record.indexOf(':') + 1))
                    .toList();
            assertEquals(expected, found);
            assertEquals(List.of(), log.verify());
        }
    }

    private static void tryCommit(Log log, List<String> expected, String text) {
        try {
            commit(log, 1, text);
            expected.add(text);
        } catch (ContextDbException e) {
            assertEquals(ErrorCode.DISK_FULL, e.code(), e::getMessage);
            assertEquals(expected.size(), log.lastIndex());
        }
    }

    private static FaultyFileSystem newFiles() {
        FaultyFileSystem files = new FaultyFileSystem(new MemoryFileSystem());
        files.createDirectories(DIRECTORY);
        return files;
    }
}

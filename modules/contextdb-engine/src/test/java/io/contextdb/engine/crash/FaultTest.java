package io.contextdb.engine.crash;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.testkit.file.FaultyFileSystem;
import io.contextdb.testkit.file.FileOperation;
import io.contextdb.testkit.file.MemoryFileSystem;
import io.contextdb.testkit.file.RecordingFileSystem;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Lets every operation of a kind fail once, in one run after the other of the same steps ({@link FaultRun}). A failed
 * sync has lost what it was to make durable. {@code -Dcontextdb.stride=1} tries every one.
 */
class FaultTest {
    /** Every n-th is tried. */
    private static final int STRIDE = Integer.getInteger("contextdb.stride", 7);

    private final FaultScript script = new FaultScript();

    @ParameterizedTest
    @CsvSource({
        "SYNC, IO_FAILURE",
        "SYNC_DIRECTORY, IO_FAILURE",
        "WRITE, DISK_FULL",
        "PREALLOCATE, DISK_FULL",
        "CREATE, DISK_FULL",
        "RENAME, IO_FAILURE",
        "LINK, IO_FAILURE",
        "DELETE, IO_FAILURE"
    })
    void everyOperationFailsOnce(FileOperation operation, ErrorCode code) {
        long count = Long.MAX_VALUE;
        int runs = 0;
        for (long nth = 1; nth <= count; nth += STRIDE) {
            try {
                count = run(operation, nth, code);
                runs++;
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError(operation + " " + nth + " failed", e);
            }
        }
        System.out.println("FaultTest " + operation + ": " + runs + " runs of " + count + " operations");
        assertTrue(runs > 0);
    }

    /** Returns how many such operations there were. */
    private long run(FileOperation operation, long nth, ErrorCode code) {
        FaultyFileSystem faulty = new FaultyFileSystem(new MemoryFileSystem());
        faulty.fail(operation, nth, code);
        FaultRun run = new FaultRun(script, new RecordingFileSystem(faulty), e -> requireExpected(e, code));
        run.run();
        run.crash();
        return faulty.count(operation);
    }

    private static void requireExpected(ContextDbException e, ErrorCode code) {
        // After a full disk writes are refused until there is room again.
        boolean refused = code == ErrorCode.DISK_FULL && e.code() == ErrorCode.READ_ONLY;
        assertTrue(
                refused
                        || List.of(code, ErrorCode.FAILED, ErrorCode.COMMIT_PENDING)
                                .contains(e.code()),
                () -> e + " from " + e.getCause());
    }
}

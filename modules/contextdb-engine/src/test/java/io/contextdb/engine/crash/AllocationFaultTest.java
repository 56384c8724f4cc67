package io.contextdb.engine.crash;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.testkit.file.FaultyMemory;
import io.contextdb.testkit.file.MemoryFileSystem;
import io.contextdb.testkit.file.RecordingFileSystem;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Lets every allocation of native memory fail, and some that follow it, in one run after the other of the same steps
 * ({@link FaultRun}): writes, snapshots, a bulk load, indexes, searches. {@code -Dcontextdb.stride=1} tries every one.
 */
class AllocationFaultTest {
    /** Every n-th is tried; a prime, so that what repeats is met in different places. */
    private static final int STRIDE = Integer.getInteger("contextdb.stride", 13);

    private final FaultScript script = new FaultScript();

    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void everyAllocationFails(int more) {
        long count = Long.MAX_VALUE;
        int runs = 0;
        for (long nth = 1; nth <= count; nth += STRIDE) {
            try {
                count = run(nth, more);
                runs++;
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("allocation " + nth + " and " + more + " more failed", e);
            }
        }
        System.out.println("AllocationFaultTest and " + more + ": " + runs + " runs of " + count + " allocations");
        assertTrue(runs > 1);
    }

    /** Returns how many allocations there were. */
    private long run(long nth, int more) {
        RecordingFileSystem files = new RecordingFileSystem(new MemoryFileSystem());
        FaultRun run = new FaultRun(script, files, AllocationFaultTest::requireExpected);
        long count;
        try (FaultyMemory memory = new FaultyMemory()) {
            memory.fail(nth, more);
            run.run();
            count = memory.count();
        }
        run.crash();
        return count;
    }

    /** The memory was short, or a failure for want of memory stopped the database or one of its indexes. */
    private static void requireExpected(ContextDbException e) {
        boolean stopped = e.code() == ErrorCode.FAILED || e.code() == ErrorCode.COMMIT_PENDING;
        boolean expected = e.code() == ErrorCode.OUT_OF_MEMORY || stopped && isShort(e);
        assertTrue(expected, () -> e + " from " + e.getCause());
    }

    private static boolean isShort(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof OutOfMemoryError) {
                return true;
            }
        }
        return false;
    }
}

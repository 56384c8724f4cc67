package io.contextdb.engine.checkpoint;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** When a snapshot that could not be written is tried again. */
class SnapshotRetriesTest {
    private long free = 1_000;
    private long nanos;
    private final SnapshotRetries retries = new SnapshotRetries(() -> free, () -> nanos);

    private boolean fail(ErrorCode code) {
        return retries.failed(new ContextDbException(code, "no snapshot"), retries.freeBytes());
    }

    @Test
    void nothingIsTriedAgainThatDidNotFail() {
        assertFalse(retries.due());
        fail(ErrorCode.IO_FAILURE);
        retries.succeeded();
        assertFalse(retries.due());
    }

    @Test
    void aFailureIsTriedAgainAtOnce() {
        assertFalse(fail(ErrorCode.IO_FAILURE), "the first in a row");
        assertTrue(retries.due());
        assertTrue(fail(ErrorCode.IO_FAILURE), "the second in a row");
        assertTrue(retries.due());
    }

    @Test
    void aFullDiskIsTriedAgainWhenItHasMoreRoom() {
        fail(ErrorCode.DISK_FULL);
        assertFalse(retries.due());
        free++;
        assertTrue(retries.due());
    }

    @Test
    void aFullDiskIsTriedAgainAfterAWhile() {
        fail(ErrorCode.DISK_FULL);
        nanos += TimeUnit.SECONDS.toNanos(4) - 1;
        assertFalse(retries.due());
        nanos++;
        assertTrue(retries.due());
    }

    @Test
    void roomThatCannotBeMeasuredIsNone() {
        SnapshotRetries unmeasured = new SnapshotRetries(
                () -> {
                    throw new ContextDbException(ErrorCode.IO_FAILURE, "no answer");
                },
                () -> nanos);
        unmeasured.failed(new ContextDbException(ErrorCode.DISK_FULL, "no snapshot"), 0);
        assertFalse(unmeasured.due());
    }
}

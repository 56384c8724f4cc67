package io.contextdb.engine.guard;

import static io.contextdb.testkit.Failures.assertCode;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.Health.State;
import io.contextdb.api.ResourceLimits;
import io.contextdb.api.spi.FileSystem.Space;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ResourceGuardTest {
    private static final long VOLUME = 1 << 20;

    private long free = VOLUME;
    private long memory = 100;
    private long nanos;

    private ResourceGuard guard(ResourceLimits limits) {
        return new ResourceGuard(limits, () -> new Usage(new Space(free, VOLUME), memory, 7), () -> nanos);
    }

    private static ResourceLimits disk(long soft, long hard) {
        return ResourceLimits.defaults().diskFreeBytes(soft, hard);
    }

    private State state(ResourceGuard guard) {
        guard.measure();
        return guard.health().state();
    }

    @Test
    void diskLimitsAreFreeBytes() {
        ResourceGuard guard = guard(disk(1000, 500));
        assertEquals(State.OK, state(guard));
        free = 1000;
        assertEquals(State.OK, state(guard));
        free = 999;
        assertEquals(State.STRAINED, state(guard));
        guard.admit();
        free = 500;
        assertEquals(State.STRAINED, state(guard));
        free = 499;
        assertEquals(State.READ_ONLY, state(guard));
        assertEquals(
                "CDB-4007: writes are refused, because the disk has 499 bytes free; the limit is 500; free some space;"
                        + " reads go on, and so do writes when there is room again",
                assertCode(ErrorCode.READ_ONLY, guard::admit).getMessage());
        assertEquals(499, guard.health().diskFreeBytes());
        assertEquals(7, guard.health().changeBytes());
        free = 1000;
        assertEquals(State.OK, state(guard));
        guard.admit();
    }

    @Test
    void smallVolumesHaveSmallerLimits() {
        ResourceGuard guard = guard(ResourceLimits.defaults());
        free = VOLUME / 10;
        assertEquals(State.OK, state(guard));
        free = VOLUME / 10 - 1;
        assertEquals(State.STRAINED, state(guard));
        free = VOLUME / 20 - 1;
        assertEquals(State.READ_ONLY, state(guard));
    }

    @Test
    void memoryLimitsAreTakenBytes() {
        ResourceGuard guard = guard(disk(0, 0).memoryBytes(100, 200));
        assertEquals(State.OK, state(guard));
        memory = 101;
        assertEquals(State.STRAINED, state(guard));
        memory = 201;
        assertEquals(State.READ_ONLY, state(guard));
        assertTrue(guard.health().reason().contains("201 bytes of memory; the limit is 200"));
        memory = 0;
        assertEquals(State.OK, state(guard));
    }

    @Test
    void nothingIsLimitedByZero() {
        ResourceGuard guard = guard(disk(0, 0));
        free = 0;
        memory = Long.MAX_VALUE;
        assertEquals(State.OK, state(guard));
    }

    @Test
    void aFullDiskIsTriedAgainWhenMoreIsFreeOrASecondHasPassed() {
        ResourceGuard guard = guard(disk(0, 0));
        state(guard);
        ContextDbException full = new ContextDbException(ErrorCode.DISK_FULL, "no space left");
        guard.diskFull(full);
        assertCode(ErrorCode.READ_ONLY, guard::admit);
        assertEquals(State.READ_ONLY, state(guard));
        nanos += TimeUnit.SECONDS.toNanos(1);
        assertEquals(State.OK, state(guard));
        guard.diskFull(full);
        assertEquals(State.READ_ONLY, state(guard));
        free++;
        assertEquals(State.OK, state(guard));
    }

    @Test
    void delaysGrowWithPressureAndAreBounded() {
        ResourceGuard guard = guard(disk(1001, 1));
        free = 991;
        state(guard);
        long light = admissionNanos(guard);
        free = 1;
        state(guard);
        long heavy = admissionNanos(guard);
        assertTrue(heavy > light, heavy + " after " + light);
        assertTrue(heavy >= TimeUnit.MILLISECONDS.toNanos(40), () -> "only " + heavy);
    }

    /** The shortest of several, for a parked thread may be woken late. */
    private static long admissionNanos(ResourceGuard guard) {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            long start = System.nanoTime();
            guard.admit();
            least = Math.min(least, System.nanoTime() - start);
        }
        return least;
    }
}

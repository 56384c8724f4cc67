package io.contextdb.engine.checkpoint;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CheckpointTriggerTest {
    private final AtomicLong clock = new AtomicLong(-5);
    private final CheckpointTrigger trigger =
            new CheckpointTrigger(1000, 500, Duration.ofSeconds(10), Duration.ofSeconds(6), clock::getAndIncrement);

    @Test
    void nothingWrittenIsNothingToCheckpoint() {
        clock.addAndGet(Duration.ofHours(1).toNanos());
        assertFalse(trigger.fire(false));
    }

    @Test
    void firesOnceForALargeLog() {
        trigger.written(999, 0, 0);
        assertFalse(trigger.fire(false));
        trigger.written(1000, 0, 0);
        assertTrue(trigger.fire(false));
        assertFalse(trigger.fire(false));
        trigger.again();
        assertTrue(trigger.fire(false));
        trigger.covered();
        assertFalse(trigger.fire(false));
    }

    @Test
    void firesWhenAReplayWouldTakeAThirdOfTheTimeThatARecoveryMay() {
        trigger.written(1, 1, Duration.ofMillis(1_999).toNanos());
        assertFalse(trigger.fire(false));
        trigger.written(1, 1, Duration.ofSeconds(2).toNanos());
        assertTrue(trigger.fire(false));
        trigger.covered();
        trigger.written(1, 1, 1);
        assertFalse(trigger.fire(false));
    }

    @Test
    void firesForMuchMemory() {
        trigger.written(1, 499, 0);
        assertFalse(trigger.fire(false));
        trigger.written(2, 500, 0);
        assertTrue(trigger.fire(false));
    }

    @Test
    void firesWhenSomebodyWantsIt() {
        assertTrue(trigger.fire(true));
        assertFalse(trigger.fire(true));
    }

    @Test
    void firesSomeTimeAfterTheFirstWrite() {
        trigger.written(1, 0, 0);
        clock.addAndGet(Duration.ofSeconds(9).toNanos());
        trigger.written(2, 0, 0);
        assertFalse(trigger.fire(false));
        clock.addAndGet(Duration.ofSeconds(1).toNanos());
        assertTrue(trigger.fire(false));
        trigger.covered();
        trigger.written(1, 0, 0);
        assertFalse(trigger.fire(false));
    }

    @Test
    void neverIsNever() {
        CheckpointTrigger never =
                new CheckpointTrigger(1000, 500, Duration.ZERO, Duration.ZERO, clock::getAndIncrement);
        never.written(1, 0, 0);
        clock.addAndGet(Duration.ofDays(10_000).toNanos());
        assertFalse(never.fire(false));
    }
}

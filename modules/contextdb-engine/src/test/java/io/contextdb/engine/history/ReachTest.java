package io.contextdb.engine.history;

import static io.contextdb.testkit.Failures.assertCode;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.contextdb.api.ErrorCode;
import io.contextdb.api.Snapshot;
import io.contextdb.api.spi.LogPosition;
import io.contextdb.api.spi.SnapshotRecord;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReachTest {
    /** The clock was put back by ten seconds between the second and the third. */
    private static final List<SnapshotRecord> RECORDS =
            List.of(record(1, 100), record(2, 110), record(3, 101), record(4, 110));

    private static SnapshotRecord record(long id, long second) {
        Snapshot snapshot =
                new Snapshot(id, Instant.ofEpochSecond(second), id, Snapshot.Operation.CHECKPOINT, 0, 0, 0, 0, 0);
        return new SnapshotRecord(snapshot, new LogPosition(1, id), 0, 0);
    }

    private static long at(long second) {
        return Reach.snapshotAt(Instant.ofEpochSecond(second), RECORDS)
                .snapshot()
                .id();
    }

    @Test
    void takesTheLastByTheTimesThatTheyWereGiven() {
        assertEquals(1, at(100));
        assertEquals(3, at(105));
        assertEquals(4, at(110), "of equal times the newest");
        assertEquals(4, at(1_000));
    }

    @Test
    void aClockPutBackHidesNothing() {
        List<SnapshotRecord> records = List.of(record(1, 100), record(2, 50));
        assertEquals(
                1,
                Reach.snapshotAt(Instant.ofEpochSecond(100), records).snapshot().id());
        assertEquals(
                2,
                Reach.snapshotAt(Instant.ofEpochSecond(99), records).snapshot().id());
    }

    @Test
    void beforeTheFirstThereIsNone() {
        assertCode(ErrorCode.SNAPSHOT_TOO_OLD, () -> at(99));
        assertCode(ErrorCode.INVALID_ARGUMENT, () -> Reach.snapshotAt(null, RECORDS));
    }
}

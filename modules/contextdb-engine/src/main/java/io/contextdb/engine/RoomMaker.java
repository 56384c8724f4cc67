package io.contextdb.engine;

import io.contextdb.api.Database;
import io.contextdb.api.DatabaseOptions;
import io.contextdb.api.DatabaseStatistics;
import io.contextdb.api.DatabaseStatistics.VectorSpaceStatistics;
import io.contextdb.api.Health;
import io.contextdb.api.Snapshot;
import io.contextdb.engine.guard.Relief;
import java.time.Duration;
import java.util.List;

/**
 * Makes room in a database that runs short: a snapshot frees the memory of changes and, with the one before it, the log
 * behind; then, when old snapshots may go, they go, and a compaction comes first where many rows are dead and there is
 * room for it. What an archive holds takes no room here, and stays.
 */
final class RoomMaker implements Relief {
    private static final double DEAD_SHARE_MIN = 0.3;

    private final Database database;
    private final DatabaseOptions options;
    private final Runnable snapshot;

    /**
     * For one database.
     *
     * @param snapshot makes a snapshot and sends it nowhere
     */
    RoomMaker(Database database, DatabaseOptions options, Runnable snapshot) {
        this.database = database;
        this.options = options;
        this.snapshot = snapshot;
    }

    @Override
    public void make(boolean disk) {
        boolean deletes = disk && options.resources().deletesSnapshots();
        if (deletes && isWorthCompacting()) {
            database.compact();
        } else if (database.health().changeBytes() > 0 && database.commitIndex() > newestIndex()) {
            snapshot.run();
        }
        if (deletes && database.snapshots().size() > options.snapshotsKeptMin()) {
            database.cleanup(options.snapshotsKeptMin(), Duration.ZERO);
        }
    }

    private long newestIndex() {
        List<Snapshot> snapshots = database.snapshots();
        return snapshots.isEmpty() ? 0 : snapshots.getLast().commitIndex();
    }

    private boolean isWorthCompacting() {
        List<Snapshot> snapshots = database.snapshots();
        Health health = database.health();
        if (snapshots.isEmpty()
                || snapshots.getLast().bytes()
                        > health.diskFreeBytes() - options.resources().diskFreeBytesHard()) {
            return false;
        }
        DatabaseStatistics statistics = database.statistics();
        long rows = 0;
        long live = 0;
        for (VectorSpaceStatistics space : statistics.vectorSpaces()) {
            rows += space.rows();
            live += space.vectors();
        }
        return rows > 0 && rows - live > rows * DEAD_SHARE_MIN;
    }
}

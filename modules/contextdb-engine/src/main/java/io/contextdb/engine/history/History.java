package io.contextdb.engine.history;

import io.contextdb.api.PastState;
import io.contextdb.api.spi.CommitLog;
import io.contextdb.api.spi.SnapshotRecord;
import io.contextdb.api.spi.StorageGeneration;
import io.contextdb.engine.open.OpenDatabase;
import io.contextdb.engine.read.GraphQueries;
import io.contextdb.engine.replica.CatchUp;
import io.contextdb.engine.replica.Epoch;
import io.contextdb.engine.version.Version;
import io.contextdb.engine.version.Versions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** Opens states of the past of a database. Thread-safe. */
public final class History {
    private final OpenDatabase parts;
    private final OpenStates open;

    /** One replay at a time, so that their memory is bounded. */
    private final ReentrantLock replaying = new ReentrantLock();

    private volatile boolean closed;

    /** The past of a database, read with the same scratch as its present. */
    public History(OpenDatabase parts, GraphQueries queries) {
        this.parts = parts;
        this.open = new OpenStates(queries, parts.options().limits());
    }

    /** The state of a snapshot. */
    public PastState at(long snapshotId) {
        return at(parts.snapshots().catalog().require(snapshotId));
    }

    /** The state of the newest snapshot taken at or before an instant. */
    public PastState at(Instant instant) {
        return at(Reach.snapshotAt(instant, parts.snapshots().catalog().records()));
    }

    private PastState at(SnapshotRecord record) {
        Optional<SnapshotRecord> base = Optional.of(record);
        return open.open(base, record.position().index(), versions -> begin(base, versions));
    }

    /** The state after a commit. */
    public PastState asOf(long commitIndex) {
        long newest = parts.replica().applied().index();
        if (commitIndex < 0 || commitIndex > newest) {
            throw Reach.notYet(
                    commitIndex,
                    newest,
                    parts.log().firstIndex(),
                    parts.snapshots().catalog().records());
        }
        return parts.snapshots().withOldLog(() -> asOf(commitIndex, newest));
    }

    private PastState asOf(long commitIndex, long newest) {
        List<SnapshotRecord> records = parts.snapshots().catalog().records();
        Optional<SnapshotRecord> base = records.reversed().stream()
                .filter(record -> record.position().index() <= commitIndex)
                .findFirst();
        Version version = parts.versions().acquire();
        if (version.view().position().index() <= commitIndex) {
            // Nothing has changed since.
            return open.present(base, version);
        }
        version.close();
        long from = base.map(record -> record.position().index()).orElse(0L);
        if (base.isPresent() && from == commitIndex) {
            return at(base.get());
        }
        CommitLog log = parts.log();
        if (log.firstIndex() > from + 1) {
            throw Reach.noCommit(commitIndex, newest, log.firstIndex(), records);
        }
        return open.open(base, commitIndex, versions -> replayed(base, from, commitIndex, versions));
    }

    /** Opens the epoch over a snapshot, or over nothing, and publishes it. */
    private Epoch begin(Optional<SnapshotRecord> base, Versions versions) {
        StorageGeneration generation = base.map(parts.snapshots()::open).orElseGet(parts.storage()::openEmpty);
        Epoch epoch = parts.epochs().open(base, generation, versions);
        epoch.publish(versions);
        return epoch;
    }

    private Epoch replayed(Optional<SnapshotRecord> base, long from, long to, Versions versions) {
        replaying.lock();
        try {
            Epoch epoch = begin(base, versions);
            try {
                long bytesMax = parts.options().historyMemoryBytes() - open.deltaBytes();
                CatchUp.run(epoch, from, to, parts.log(), new PastReplay(epoch, to, bytesMax, () -> closed));
                epoch.publish(versions);
                epoch.indexes().advance(epoch.view());
                return epoch;
            } catch (RuntimeException | Error e) {
                epoch.indexes().cancel();
                epoch.end();
                throw e;
            }
        } finally {
            replaying.unlock();
        }
    }

    /** Ends every state that is open; their readers are told so. */
    public void close() {
        closed = true;
        open.close();
    }
}

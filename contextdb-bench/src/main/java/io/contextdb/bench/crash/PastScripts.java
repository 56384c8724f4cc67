package io.contextdb.bench.crash;

import io.contextdb.api.Database;
import io.contextdb.api.PastState;
import io.contextdb.api.Progress;
import io.contextdb.api.Snapshot;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** Scripts that delete snapshots, and read them while that is done. */
final class PastScripts {
    private PastScripts() {}

    /** Deletes the oldest snapshot, one in the middle, and one that is being read, in turn. */
    static void deletion(Steps steps) {
        for (int i = 0; i < 15; i++) {
            long id = 100L + i;
            steps.step(db -> db.insertNode(id, List.of("New"), Rows.withVector(id)));
            steps.step(db -> db.updateNode(id % 12, Rows.properties(id)));
            steps.step(Database::createSnapshot);
            int turn = i % 3;
            if (i >= 3) {
                steps.step(db -> deleteOne(db, turn));
            }
            if (i % 5 == 4) {
                steps.reopen();
            }
        }
    }

    private static void deleteOne(Database db, int turn) {
        List<Snapshot> snapshots = db.snapshots();
        long oldest = snapshots.getFirst().id();
        switch (turn) {
            case 0 -> db.deleteSnapshot(oldest);
            case 1 -> db.deleteSnapshot(snapshots.get(snapshots.size() - 3).id());
            default -> readThrough(db, oldest, () -> db.deleteSnapshot(oldest));
        }
    }

    /** Reads states of the past while the present goes on to snapshots, and deletes those that are read. */
    static void timeTravel(Steps steps) {
        for (int i = 0; i < 12; i++) {
            long id = 100L + i;
            steps.step(db -> db.insertNodes(Rows.nodes(1000 * id, 4)));
            steps.step(db -> db.insertEdges(Rows.edges(1000 * id, 4)));
            steps.step(db -> db.updateNode(id % 12, Rows.properties(id)));
            boolean compacted = i % 4 == 3;
            steps.step(db -> readThrough(db, db.snapshots().getFirst().id(), () -> {
                if (compacted) {
                    db.compact();
                } else {
                    db.createSnapshot();
                }
                db.cleanup(2);
            }));
            if (i % 5 == 4) {
                steps.reopen();
            }
        }
    }

    /** Does something while a snapshot, and a state of the log, are read again and again and stay as they are. */
    private static void readThrough(Database db, long snapshotId, Runnable work) {
        try (PastState snapshot = db.at(snapshotId);
                PastState commit = db.asOf(db.commitIndex() - 1)) {
            String expected = digests(snapshot, commit);
            AtomicBoolean done = new AtomicBoolean();
            CompletableFuture<Boolean> reading = CompletableFuture.supplyAsync(() -> {
                boolean same = true;
                while (!done.get()) {
                    same &= digests(snapshot, commit).equals(expected);
                }
                return same;
            });
            try {
                work.run();
            } finally {
                done.set(true);
            }
            if (!reading.join() || !digests(snapshot, commit).equals(expected)) {
                throw new IllegalStateException("a state of the past changed while it was read");
            }
        }
    }

    private static String digests(PastState first, PastState second) {
        return first.contentDigest(Progress.none()) + second.contentDigest(Progress.none());
    }
}

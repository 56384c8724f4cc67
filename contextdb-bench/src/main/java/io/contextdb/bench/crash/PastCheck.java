package io.contextdb.bench.crash;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.Database;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.PastState;
import io.contextdb.api.Progress;
import io.contextdb.api.Snapshot;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Looks at the past of a database that recovered from a crash: its snapshots are those that were acknowledged, each
 * holds what it held, and the states after commits are there as far back as the newest two snapshots promise.
 *
 * @param acknowledged the states that were acknowledged, oldest first
 * @param next the last of them, or the one that was on its way
 */
record PastCheck(List<State> acknowledged, State next) {
    /** How many snapshots the log reaches back to. */
    private static final int SNAPSHOTS_WITH_LOG = 2;

    /** What a snapshot holds. */
    static String digestAt(Database db, long snapshotId) {
        try (PastState state = db.at(snapshotId)) {
            return state.contentDigest(Progress.none());
        }
    }

    void run(Database db, List<String> problems) {
        checkSnapshots(db, problems);
        checkCommits(db, problems);
    }

    private void checkSnapshots(Database db, List<String> problems) {
        State last = acknowledged.getLast();
        Set<Long> sure = new HashSet<>(last.snapshots().keySet());
        sure.retainAll(next.snapshots().keySet());
        List<Long> found = db.snapshots().stream().map(Snapshot::id).toList();
        sure.stream()
                .filter(id -> !found.contains(id))
                .forEach(id -> problems.add("snapshot " + id + " is gone; there are " + found));
        for (long id : found) {
            String expected = last.snapshots().getOrDefault(id, next.snapshots().get(id));
            if (expected == null) {
                problems.add("snapshot " + id + " was deleted, or never was; there should be "
                        + last.snapshots().keySet());
            } else {
                checkSnapshot(db, id, expected, sure.contains(id), problems);
            }
        }
    }

    private static void checkSnapshot(Database db, long id, String expected, boolean sure, List<String> problems) {
        try {
            String digest = digestAt(db, id);
            if (!digest.equals(expected)) {
                problems.add("snapshot " + id + " holds something else than before");
            }
        } catch (ContextDbException e) {
            // A deletion that was on its way may be done by now.
            if (sure || e.code() != ErrorCode.SNAPSHOT_TOO_OLD) {
                problems.add("snapshot " + id + " cannot be opened: " + e.getMessage());
            }
        }
    }

    /** The oldest state the log must reach back to, and the newest that was acknowledged. */
    private void checkCommits(Database db, List<String> problems) {
        List<Snapshot> snapshots = db.snapshots();
        long reach = snapshots.size() < SNAPSHOTS_WITH_LOG
                ? 0
                : snapshots.get(snapshots.size() - SNAPSHOTS_WITH_LOG).commitIndex();
        List<State> reached = new ArrayList<>(acknowledged);
        reached.removeIf(state -> state.commit() < reach);
        if (reached.isEmpty()) {
            return;
        }
        for (State state : new HashSet<>(List.of(reached.getFirst(), reached.getLast()))) {
            try (PastState past = db.asOf(state.commit())) {
                if (!past.contentDigest(Progress.none()).equals(state.digest())) {
                    problems.add("the state of commit " + state.commit() + " holds something else than before");
                }
            } catch (ContextDbException e) {
                problems.add("the state of commit " + state.commit() + " cannot be opened: " + e.getMessage());
            }
        }
    }
}

package io.contextdb.bench.crash;

import io.contextdb.api.Database;
import io.contextdb.api.Progress;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A state that a database went through.
 *
 * @param position how many changes there were to the files when the step that led to it was acknowledged
 * @param digest of what the database held
 * @param commit the index of its last commit
 * @param snapshots the digest of each snapshot there was, by id; none in scripts that do not care for the past
 */
record State(int position, String digest, long commit, SortedMap<Long, String> snapshots) {
    /** Stands for the digest where there is no database. */
    private static final String NOTHING = "no database";

    /** Before there is a database. */
    static State nothing(int position) {
        return new State(position, NOTHING, 0, Collections.emptySortedMap());
    }

    /**
     * The state a database is in.
     *
     * @param known digests of snapshots that are known already, which never change
     */
    static State of(Database db, int position, Map<Long, String> known) {
        SortedMap<Long, String> snapshots = new TreeMap<>();
        db.snapshots()
                .forEach(snapshot -> snapshots.put(
                        snapshot.id(), known.computeIfAbsent(snapshot.id(), id -> PastCheck.digestAt(db, id))));
        return new State(position, db.contentDigest(Progress.none()), db.commitIndex(), snapshots);
    }

    /** The state a database is in, whatever snapshots it has. */
    static State present(Database db, int position) {
        return new State(position, db.contentDigest(Progress.none()), db.commitIndex(), Collections.emptySortedMap());
    }

    /** Whether there is no database. */
    boolean isNothing() {
        return digest.equals(NOTHING);
    }
}

package io.contextdb.api;

import java.util.List;
import java.util.Optional;

/**
 * What a salvage brought into a new database, and what is lost.
 *
 * @param database the id of the new database
 * @param snapshotId the snapshot it began with, 0 for none
 * @param commitIndex the last commit it holds: its content is that of the damaged database at this commit, without what
 *     is {@code missing}
 * @param nodes nodes it holds
 * @param edges edges it holds
 * @param vectors vectors it holds
 * @param lost the commits it does not hold
 * @param missing what it does not hold of the snapshot it began with, because that is damaged
 * @param endKnown whether it is known that there were no commits behind all that left a trace
 * @param damages what is damaged in the old directory
 */
public record SalvageReport(
        String database,
        long snapshotId,
        long commitIndex,
        long nodes,
        long edges,
        long vectors,
        Lost lost,
        Missing missing,
        boolean endKnown,
        List<DamagedFile> damages) {
    /**
     * Commits that are known to have been acknowledged and are lost.
     *
     * @param firstCommit the first, 0 when none is
     * @param lastCommit the last, 0 when none is
     * @param commitsRead how many of them can be read, though they cannot be applied because one before them is missing
     * @param nodes nodes that those write or delete
     * @param edges edges that those write or delete
     * @param vectors vectors that those write or delete
     */
    public record Lost(long firstCommit, long lastCommit, long commitsRead, long nodes, long edges, long vectors) {
        /** Nothing. */
        public static final Lost NOTHING = new Lost(0, 0, 0, 0, 0, 0);

        /** How many commits. */
        public long commits() {
            return firstCommit == 0 ? 0 : lastCommit - firstCommit + 1;
        }
    }

    /**
     * What could not be read of a damaged snapshot.
     *
     * @param nodes nodes that are lost
     * @param edges edges that are lost
     * @param edgesWithoutEnd how many of these could be read, and are lost because a node at an end is
     * @param vectors vectors that are lost
     * @param incomplete nodes and edges that are there without some of their labels or properties
     * @param commitsRefused commits behind the snapshot that were refused: those that change something that is lost,
     *     and those that had been refused before
     * @param gaps what could not be read; of more than a thousand the first ones
     */
    public record Missing(
            long nodes,
            long edges,
            long edgesWithoutEnd,
            long vectors,
            long incomplete,
            long commitsRefused,
            List<Gap> gaps) {
        /** Nothing. */
        public static final Missing NOTHING = new Missing(0, 0, 0, 0, 0, 0, List.of());

        /** Copies the list. */
        public Missing {
            gaps = List.copyOf(gaps);
        }
    }

    /**
     * Rows of a snapshot that cannot be read because of one damage.
     *
     * @param what what they are, such as {@code nodes}, {@code labels of nodes}, {@code vectors of 'embedding'} or
     *     {@code a file of edges}
     * @param first the place of the first in the snapshot, or in the file, counted from 0
     * @param last the place of the last
     * @param rows how many rows of these cannot be read
     * @param ids the ids of these rows, of a vector that of its node; empty where none is known
     * @param problem the damage, with file and byte
     */
    public record Gap(String what, long first, long last, long rows, Optional<Ids> ids, String problem) {}

    /**
     * A range of ids, as unsigned numbers.
     *
     * @param lowest the lowest of those that are known
     * @param highest the highest
     */
    public record Ids(long lowest, long highest) {
        /** The range that has another id as well. */
        public Ids with(long id) {
            if (Long.compareUnsigned(id, lowest) < 0) {
                return new Ids(id, highest);
            }
            return Long.compareUnsigned(id, highest) > 0 ? new Ids(lowest, id) : this;
        }
    }

    /** Copies the list. */
    public SalvageReport {
        damages = List.copyOf(damages);
    }

    /** Whether the new database holds all that was ever acknowledged. */
    public boolean complete() {
        return endKnown && lost.commits() == 0 && missing.equals(Missing.NOTHING);
    }
}

package io.contextdb.api;

import java.util.List;

/**
 * What a salvage brought into a new database, and what is lost.
 *
 * @param database the id of the new database
 * @param snapshotId the snapshot it began with, 0 for none
 * @param commitIndex the last commit it holds: its content is that of the damaged database at this commit
 * @param nodes nodes it holds
 * @param edges edges it holds
 * @param vectors vectors it holds
 * @param lost the commits it does not hold
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

    /** Copies the list. */
    public SalvageReport {
        damages = List.copyOf(damages);
    }
}

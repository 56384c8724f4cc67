package io.contextdb.api;

import java.util.List;

/**
 * What a repair found and did.
 *
 * @param damages what was damaged before, in the order of format file, snapshots, data files, log
 * @param snapshots the snapshots whose documents can be read, oldest first
 * @param applied whether it acted
 * @param remaining what is damaged now; the same as {@code damages} when it did not act
 * @param aside the files that were put aside, relative to the directory
 * @param endKnown whether it is known that there were no commits behind the newest one now; when not, the end of the
 *     log is that of a copy or of a snapshot, or all that the newest part of the log held may be gone
 */
public record RepairReport(
        List<DamagedFile> damages,
        List<SnapshotState> snapshots,
        boolean applied,
        List<DamagedFile> remaining,
        List<String> aside,
        boolean endKnown) {
    /**
     * A snapshot to go on from.
     *
     * @param id its number
     * @param commitIndex the last commit it holds
     * @param sound whether all its files are as they were written, apart from those that can be made anew
     * @param current whether it and the log behind it give the newest state
     */
    public record SnapshotState(long id, long commitIndex, boolean sound, boolean current) {}

    /** Copies the lists. */
    public RepairReport {
        damages = List.copyOf(damages);
        snapshots = List.copyOf(snapshots);
        remaining = List.copyOf(remaining);
        aside = List.copyOf(aside);
    }

    /** Whether nothing is damaged now. */
    public boolean sound() {
        return remaining.isEmpty();
    }

    /**
     * Whether the database can be opened now, with all commits of which there is a trace; when {@link #endKnown} as
     * well, with everything that was ever acknowledged.
     */
    public boolean usable() {
        return remaining.stream().allMatch(DamagedFile::harmless);
    }
}

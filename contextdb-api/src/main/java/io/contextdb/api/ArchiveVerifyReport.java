package io.contextdb.api;

import java.util.List;

/**
 * What a verification of an archive found.
 *
 * @param snapshots the snapshots there are, newest first
 * @param filesChecked objects that were looked for, documents as well, each once, however many snapshots name it; those
 *     that are damaged or missing count too
 * @param bytesChecked the size, as they are stored, of those that are sound
 * @param problems a line for each object that is damaged or missing, beginning with its name
 */
public record ArchiveVerifyReport(
        List<CheckedSnapshot> snapshots, int filesChecked, long bytesChecked, List<String> problems) {
    /** Copies the lists. */
    public ArchiveVerifyReport {
        snapshots = List.copyOf(snapshots);
        problems = List.copyOf(problems);
    }

    /**
     * A snapshot.
     *
     * @param snapshot its id
     * @param files the files it consists of and its document; of one whose document is damaged only that is known
     * @param filesDamaged how many of them are damaged or missing
     * @param restorable whether a database can be made of it: nothing is damaged but files of vector indexes, which are
     *     built anew
     */
    public record CheckedSnapshot(long snapshot, int files, int filesDamaged, boolean restorable) {}

    /** Whether no problem was found. */
    public boolean sound() {
        return problems.isEmpty();
    }
}

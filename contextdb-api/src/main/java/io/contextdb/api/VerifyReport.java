package io.contextdb.api;

import java.util.List;

/**
 * What a verification found. All that was written since the last snapshot is in the log.
 *
 * @param filesChecked files read from end to end
 * @param bytesChecked their size
 * @param recordsChecked records of the log checked; 0 when the log is not read, as in a database that is open for
 *     reading only
 * @param logBytesChecked their size
 * @param problems a line for each damage or broken invariant, with file and offset; empty when all is well
 * @param warnings a line for each damage that takes nothing, because what is damaged follows from other files and is
 *     not needed: the index of a vector space in an older snapshot
 */
public record VerifyReport(
        int filesChecked,
        long bytesChecked,
        long recordsChecked,
        long logBytesChecked,
        List<String> problems,
        List<String> warnings) {
    /** Copies the lists. */
    public VerifyReport {
        problems = List.copyOf(problems);
        warnings = List.copyOf(warnings);
    }

    /** A verification of files, without a log. */
    public VerifyReport(int filesChecked, long bytesChecked, List<String> problems, List<String> warnings) {
        this(filesChecked, bytesChecked, 0, 0, problems, warnings);
    }

    /** The same without warnings. */
    public VerifyReport(int filesChecked, long bytesChecked, List<String> problems) {
        this(filesChecked, bytesChecked, problems, List.of());
    }

    /** Whether no problem was found. */
    public boolean sound() {
        return problems.isEmpty();
    }
}

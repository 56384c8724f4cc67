package io.contextdb.api;

import java.util.List;

/**
 * What a verification found.
 *
 * @param filesChecked files read from end to end
 * @param bytesChecked their size
 * @param problems a line for each damage or broken invariant, with file and offset; empty when all is well
 * @param warnings a line for each damage that takes nothing, because what is damaged follows from other files and is not needed: the index of a
 *     vector space in an older snapshot
 */
public record VerifyReport(int filesChecked, long bytesChecked, List<String> problems, List<String> warnings) {
    /** Copies the lists. */
    public VerifyReport {
        problems = List.copyOf(problems);
        warnings = List.copyOf(warnings);
    }

    /** Without warnings. */
    public VerifyReport(int filesChecked, long bytesChecked, List<String> problems) {
        this(filesChecked, bytesChecked, problems, List.of());
    }

    /** Whether no problem was found. */
    public boolean sound() {
        return problems.isEmpty();
    }
}

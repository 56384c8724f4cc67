package io.contextdb.api;

import java.util.List;

/**
 * What a verification found.
 *
 * @param filesChecked files read from end to end
 * @param bytesChecked their size
 * @param problems a line for each damage or broken invariant, with file and offset; empty when all is well
 */
public record VerifyReport(int filesChecked, long bytesChecked, List<String> problems) {
    /** Copies the list. */
    public VerifyReport {
        problems = List.copyOf(problems);
    }

    /** Whether nothing was found. */
    public boolean sound() {
        return problems.isEmpty();
    }
}

package io.contextdb.transfer;

import java.nio.file.Path;
import java.util.List;

/**
 * What an import has read; the bulk load's report says what came of it.
 *
 * @param rows rows handed on
 * @param rejected rows refused
 * @param rejectsFiles the files with those rows
 * @param reasons where the first few of them stand and what is wrong with them
 */
public record ImportSummary(long rows, long rejected, List<Path> rejectsFiles, List<String> reasons) {
    /** Copies the lists. */
    public ImportSummary {
        reasons = List.copyOf(reasons);
        rejectsFiles = List.copyOf(rejectsFiles);
    }
}

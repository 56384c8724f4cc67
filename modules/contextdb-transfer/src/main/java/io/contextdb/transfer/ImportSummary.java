package io.contextdb.transfer;

import java.nio.file.Path;
import java.util.List;

/**
 * What an import has read; the bulk load's report says what came of it.
 *
 * @param rows rows handed on
 * @param rejected rows refused
 * @param rejectsFiles the files with those rows
 */
public record ImportSummary(long rows, long rejected, List<Path> rejectsFiles) {
    /** Copies the list. */
    public ImportSummary {
        rejectsFiles = List.copyOf(rejectsFiles);
    }
}

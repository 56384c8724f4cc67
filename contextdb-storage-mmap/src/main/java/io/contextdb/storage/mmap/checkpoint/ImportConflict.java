package io.contextdb.storage.mmap.checkpoint;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;

/** The error for a bulk load that no longer fits the database. */
final class ImportConflict {
    private ImportConflict() {}

    static ContextDbException because(String what) {
        return new ContextDbException(
                ErrorCode.TRANSACTION_CONFLICT, what + " while the bulk load was under way; load again");
    }
}

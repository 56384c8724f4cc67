package io.contextdb.transfer.export;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import java.io.IOException;
import java.nio.file.Path;

/** Errors of writing. */
final class Failures {
    private Failures() {}

    static ContextDbException writing(Path path, IOException failure) {
        boolean full = String.valueOf(failure.getMessage()).contains("No space left");
        return new ContextDbException(
                full ? ErrorCode.DISK_FULL : ErrorCode.IO_FAILURE, "cannot write " + path + ": " + failure, failure);
    }
}

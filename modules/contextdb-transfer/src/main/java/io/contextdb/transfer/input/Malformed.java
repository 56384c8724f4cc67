package io.contextdb.transfer.input;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Errors about input data. */
public final class Malformed {
    private Malformed() {}

    /** A file that cannot be read any further; {@code where} is such as {@code line 17} or {@code offset 128}. */
    public static ContextDbException file(Path file, String where, String problem) {
        return file(file, where, problem, null);
    }

    /** A file that cannot be read any further because of {@code cause}. */
    public static ContextDbException file(Path file, String where, String problem, @Nullable Throwable cause) {
        return new ContextDbException(ErrorCode.MALFORMED_INPUT, file + ", " + where + ": " + problem, cause);
    }
}

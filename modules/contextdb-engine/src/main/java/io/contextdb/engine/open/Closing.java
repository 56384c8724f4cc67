package io.contextdb.engine.open;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Closing what was opened. */
final class Closing {
    private Closing() {}

    /** Closes when opening failed further on; a failure of that joins the one there is. */
    static void quietly(AutoCloseable resource, Throwable failure) {
        try {
            resource.close();
        } catch (Exception e) {
            failure.addSuppressed(e);
        }
    }

    /** Closes each, also when one fails. */
    static void all(List<AutoCloseable> resources) {
        Throwable failure = null;
        for (AutoCloseable resource : resources) {
            try {
                resource.close();
            } catch (Exception e) {
                failure = join(failure, e);
            }
        }
        if (failure != null) {
            throw failure instanceof ContextDbException ours
                    ? ours
                    : new ContextDbException(ErrorCode.FAILED, "the database could not be closed: " + failure, failure);
        }
    }

    private static Throwable join(@Nullable Throwable first, Throwable next) {
        if (first == null) {
            return next;
        }
        first.addSuppressed(next);
        return first;
    }
}

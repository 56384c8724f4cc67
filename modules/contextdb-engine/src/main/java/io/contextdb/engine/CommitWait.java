package io.contextdb.engine;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.engine.replica.Replica;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waits until a commit is visible. Stateless. */
final class CommitWait {
    private CommitWait() {}

    static void check(long commitIndex, Duration timeout) {
        if (commitIndex < 0 || timeout.isNegative()) {
            throw new ContextDbException(
                    ErrorCode.INVALID_ARGUMENT,
                    "waiting for commit " + commitIndex + " for " + timeout + "; both must be 0 or more");
        }
    }

    /** Returns the newest commit that is visible. */
    static long await(Replica replica, long commitIndex, Duration timeout) {
        check(commitIndex, timeout);
        long reached;
        try {
            reached = replica.commits().await(commitIndex, TimeUnit.NANOSECONDS.convert(timeout));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ContextDbException(
                    ErrorCode.CANCELLED, "waiting for commit " + commitIndex + " was interrupted", e);
        }
        if (reached >= commitIndex) {
            return reached;
        }
        replica.requireSound();
        if (replica.commits().ended()) {
            throw new ContextDbException(ErrorCode.CLOSED, "the database was closed before commit " + commitIndex);
        }
        throw new ContextDbException(
                ErrorCode.COMMIT_NOT_REACHED,
                "commit " + commitIndex + " was not visible within " + timeout + "; the newest that is has index "
                        + reached + "; ask again later, or look at the health of the database");
    }
}

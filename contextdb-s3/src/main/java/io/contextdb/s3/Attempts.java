package io.contextdb.s3;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Runs requests, again after a pause when they fail in a way that may pass. The pause is random between a half and the
 * whole of a bound that doubles each time, so that many clients turned away at once do not come back at once.
 *
 * @param place for messages
 * @param limit how often a request is tried
 */
record Attempts(S3Location place, int limit) {
    private static final long PAUSE_MILLIS = 100;
    private static final long PAUSE_MILLIS_MAX = Duration.ofSeconds(10).toMillis();

    /** A request. */
    @FunctionalInterface
    interface Request<T> {
        /**
         * Sends it.
         *
         * @param attempt 1 for the first; at later ones an earlier one may have been carried out all the same
         */
        T send(int attempt) throws IOException;
    }

    /**
     * The answer to a request.
     *
     * @param act for messages: what it does, as in {@code put nodes/node-000001.cdb}
     */
    <T> T run(String act, Request<T> request) {
        for (int attempt = 1; ; attempt++) {
            try {
                return request.send(attempt);
            } catch (IOException | RuntimeException e) {
                Failure failure = Failure.of(e);
                if (!failure.passing() || attempt == limit) {
                    throw exception(act, attempt, failure, e);
                }
                pause(act, attempt, e);
            }
        }
    }

    private ContextDbException exception(String act, int attempts, Failure failure, Exception cause) {
        if (cause instanceof ContextDbException ours) {
            return ours;
        }
        String tried = attempts == 1 ? "" : ", tried " + attempts + " times";
        return new ContextDbException(
                failure.code(), "cannot " + act + " in " + place + tried + ": " + failure.words(), cause);
    }

    private void pause(String act, int attempt, Exception cause) {
        long bound = Math.min(PAUSE_MILLIS_MAX, PAUSE_MILLIS << (attempt - 1));
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(bound / 2, bound + 1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            ContextDbException cancelled = new ContextDbException(
                    ErrorCode.CANCELLED, "interrupted while waiting to " + act + " in " + place + " again", e);
            cancelled.addSuppressed(cause);
            throw cancelled;
        }
    }
}

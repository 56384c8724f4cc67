package io.contextdb.engine;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import java.util.concurrent.ThreadLocalRandom;

/** Waits between attempts of a transaction that conflicts with others: longer each time, and not all equally long. */
final class Backoff {
    private static final int DOUBLINGS_MAX = 6;

    private Backoff() {}

    static void pause(int attempt) {
        long millisMax = 1L << Math.min(attempt, DOUBLINGS_MAX);
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(millisMax + 1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ContextDbException(ErrorCode.CANCELLED, "the transaction was interrupted between attempts", e);
        }
    }
}

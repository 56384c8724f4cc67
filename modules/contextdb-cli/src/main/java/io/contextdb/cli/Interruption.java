package io.contextdb.cli;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C and SIGTERM: the command is asked to stop at its next step and given a moment to close its database. Nothing
 * would be lost otherwise, but closing leaves no half-written import behind and the next open has nothing to recover.
 * The main thread is not interrupted, because that would close file channels in the middle of a write.
 */
final class Interruption {
    private static final long GRACE_SECONDS = 10;

    private final CountDownLatch finished = new CountDownLatch(1);
    private volatile boolean requested;

    private Interruption() {}

    /** Listens to the signals of this process. */
    static Interruption install() {
        Interruption interruption = new Interruption();
        Runtime.getRuntime().addShutdownHook(new Thread(interruption::stop, "contextdb-interrupt"));
        return interruption;
    }

    /**
     * Called by long operations now and then.
     *
     * @throws ContextDbException {@link ErrorCode#CANCELLED} once the process was asked to stop
     */
    void check() {
        if (requested) {
            throw new ContextDbException(ErrorCode.CANCELLED, "interrupted");
        }
    }

    /** The command has returned: the process may end. */
    void finished() {
        finished.countDown();
    }

    private void stop() {
        requested = true;
        try {
            boolean inTime = finished.await(GRACE_SECONDS, TimeUnit.SECONDS);
            assert inTime || finished.getCount() == 1;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}

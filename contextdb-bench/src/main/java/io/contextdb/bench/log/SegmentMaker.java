package io.contextdb.bench.log;

import io.contextdb.log.Log;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Makes segments ahead of their need, as the commit log's own thread does for it. */
final class SegmentMaker implements AutoCloseable {
    private static final long PERIOD_NANOS = Duration.ofMillis(20).toNanos();

    private final Thread thread;
    private volatile boolean closed;

    SegmentMaker(Log log) {
        thread = Thread.ofPlatform().daemon().unstarted(() -> {
            while (!closed) {
                log.prepareSegment();
                LockSupport.parkNanos(PERIOD_NANOS);
            }
        });
    }

    void start() {
        thread.start();
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

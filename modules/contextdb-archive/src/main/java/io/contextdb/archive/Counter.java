package io.contextdb.archive;

import io.contextdb.api.Progress;

/** Adds up what many threads have moved and tells of it, one at a time. */
final class Counter {
    private final Progress progress;
    private final String phase;
    private final long total;
    private long done;

    Counter(Progress progress, String phase, long total) {
        this.progress = progress;
        this.phase = phase;
        this.total = total;
        progress.update(phase, 0, total);
    }

    synchronized void add(long bytes) {
        done += bytes;
        progress.update(phase, Math.min(done, total), total);
    }
}

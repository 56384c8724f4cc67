package io.contextdb.bench.scale;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Watches how much anonymous memory the process has: heap, code, threads and what was allocated off the heap, but not
 * the mapped files, which the system takes back when it needs room. Reads {@code RssAnon} of {@code /proc/self/status}
 * every 20 ms; where there is no such file, as on macOS, it has nothing to tell.
 */
final class MemorySampler implements AutoCloseable {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String KEY = "RssAnon:";
    private static final long PAUSE_MILLIS = 20;

    private final Thread thread;

    /** The greatest value of each phase, in MiB. Guarded by this. */
    private final Map<String, Double> peaks = new LinkedHashMap<>();

    /** Guarded by this. */
    private String phase;

    MemorySampler(String firstPhase) {
        phase = firstPhase;
        thread = Thread.ofPlatform().daemon().name("contextdb-bench-memory").start(this::watch);
    }

    /** Begins another phase. */
    synchronized void phase(String newPhase) {
        sample();
        phase = newPhase;
        sample();
    }

    /** The greatest values so far by phase, in MiB. */
    synchronized Map<String, Double> peaks() {
        sample();
        return Collections.unmodifiableMap(new LinkedHashMap<>(peaks));
    }

    private void watch() {
        try {
            while (sample()) {
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            // Closed.
        }
    }

    /** Returns whether there is something to watch. */
    private synchronized boolean sample() {
        try {
            for (String line : Files.readAllLines(STATUS)) {
                if (line.startsWith(KEY)) {
                    String kibibytes =
                            line.substring(KEY.length()).replace("kB", "").strip();
                    peaks.merge(phase, Long.parseLong(kibibytes) / 1024.0, Math::max);
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}

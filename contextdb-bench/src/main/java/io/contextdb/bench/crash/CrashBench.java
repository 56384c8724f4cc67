package io.contextdb.bench.crash;

import io.contextdb.api.Progress;
import io.contextdb.bench.common.ProcessorTime;
import io.contextdb.testkit.file.CrashReplay;
import io.contextdb.testkit.file.Damage;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Makes the crash images of recordings and checks each once, one recording after the other, with some threads on each.
 */
final class CrashBench {
    private static final double NANOS = 1e9;

    private final List<Recording> recordings;
    private final CrashSettings settings;
    private final Progress progress;

    CrashBench(List<Recording> recordings, CrashSettings settings, Progress progress) {
        this.recordings = recordings;
        this.settings = settings;
        this.progress = progress;
    }

    CrashResult run() {
        long begin = System.nanoTime();
        long processorBegin = ProcessorTime.nanos();
        long attempts = recordings.stream().mapToLong(CrashBench::attempts).sum();
        Findings findings = new Findings(settings, attempts);
        List<CrashResult.OfWorkload> results = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(settings.threads())) {
            long attemptsBefore = 0;
            for (Recording recording : recordings) {
                results.add(run(recording, attemptsBefore, findings, threads));
                attemptsBefore += attempts(recording);
            }
        }
        return new CrashResult(
                results,
                findings.violations(),
                (System.nanoTime() - begin) / NANOS,
                (ProcessorTime.nanos() - processorBegin) / NANOS);
    }

    private static long attempts(Recording recording) {
        CrashReplay replay = recording.replay();
        long attempts = 0;
        while (replay.advance()) {
            attempts += recording.isBegun(replay) ? Attempts.all(replay) : 0;
        }
        return attempts;
    }

    private CrashResult.OfWorkload run(
            Recording recording, long attemptsBefore, Findings findings, ExecutorService threads) {
        List<Future<Map<Damage, Long>>> parts = new ArrayList<>();
        for (int part = 0; part < settings.threads(); part++) {
            CrashWalk walk = new CrashWalk(recording, part, attemptsBefore, settings, findings, progress);
            parts.add(threads.submit(walk::run));
        }
        Map<Damage, Long> images = new EnumMap<>(Damage.class);
        parts.forEach(part -> get(part).forEach((damage, count) -> images.merge(damage, count, Long::sum)));
        return new CrashResult.OfWorkload(recording.workload().name(), recording.changesOfScript(), images);
    }

    private static <T> T get(Future<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a walk failed: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}

package io.contextdb.bench.crash;

import io.contextdb.api.Progress;
import io.contextdb.testkit.file.CrashImage;
import io.contextdb.testkit.file.CrashReplay;
import io.contextdb.testkit.file.Damage;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One thread's way through a recording: it crashes at every n-th change. Which images it makes does not depend on what
 * others do.
 */
final class CrashWalk {
    private final Recording recording;
    private final int part;
    private final CrashSettings settings;
    private final Findings findings;
    private final Progress progress;
    private final Map<Damage, Long> images = new EnumMap<>(Damage.class);

    /** Numbers the attempts over all recordings. */
    private long attempt;

    CrashWalk(
            Recording recording,
            int part,
            long attemptsBefore,
            CrashSettings settings,
            Findings findings,
            Progress progress) {
        this.recording = recording;
        this.part = part;
        this.settings = settings;
        this.findings = findings;
        this.progress = progress;
        attempt = attemptsBefore;
    }

    /** Returns how many images were checked that nobody had met before. */
    Map<Damage, Long> run() {
        CrashReplay replay = recording.replay();
        while (replay.advance()) {
            if (!recording.isBegun(replay)) {
                continue;
            }
            int attempts = Attempts.all(replay);
            if (replay.position() % settings.threads() == part) {
                crash(replay);
                long done = findings.done(attempts);
                progress.update("crashing " + recording.workload().name(), done, findings.attempts());
            }
            attempt += attempts;
        }
        return images;
    }

    private void crash(CrashReplay replay) {
        ImageCheck check = new ImageCheck(recording, recording.acknowledgedBy(replay.position()));
        long number = attempt;
        for (Damage damage : Damage.values()) {
            for (int i = Attempts.of(damage, replay); i > 0; i--) {
                if (findings.isWanted(number++)) {
                    crash(replay, damage, settings.seed() + i, check);
                }
            }
        }
    }

    private void crash(CrashReplay replay, Damage damage, long seed, ImageCheck check) {
        CrashImage image = replay.crash(damage, seed);
        if (findings.isNew(image)) {
            images.merge(damage, 1L, Long::sum);
            List<String> problems = check.run(image.toFileSystem());
            if (!problems.isEmpty()) {
                String name = damage.name().toLowerCase(Locale.ROOT);
                String where =
                        recording.workload().name() + " change " + replay.position() + " " + name + " seed " + seed;
                findings.add(where, problems, image);
            }
        }
    }
}

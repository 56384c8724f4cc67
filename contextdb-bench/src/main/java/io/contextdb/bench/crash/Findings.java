package io.contextdb.bench.crash;

import io.contextdb.memory.OsFileSystem;
import io.contextdb.testkit.file.ContentHash;
import io.contextdb.testkit.file.CrashImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** What the walks have seen so far, together. */
final class Findings {
    private final CrashSettings settings;
    private final long attempts;
    private final Set<ContentHash> seen = ConcurrentHashMap.newKeySet();
    private final Set<String> violations = ConcurrentHashMap.newKeySet();
    private final AtomicLong attemptsDone = new AtomicLong();

    /**
     * Nothing so far.
     *
     * @param attempts how many there are to make
     */
    Findings(CrashSettings settings, long attempts) {
        this.settings = settings;
        this.attempts = attempts;
    }

    /** Whether this attempt is one of the sample. */
    boolean isWanted(long attempt) {
        long sample = settings.sample();
        if (sample == 0 || sample >= attempts) {
            return true;
        }
        double each = (double) sample / attempts;
        return (long) ((attempt + 1) * each) > (long) (attempt * each);
    }

    /** Whether nobody has met this image before. */
    boolean isNew(CrashImage image) {
        return seen.add(image.hash());
    }

    /** Counts attempts made; returns how many there were. */
    long done(int more) {
        return attemptsDone.addAndGet(more);
    }

    long attempts() {
        return attempts;
    }

    /** Something is wrong with an image. */
    void add(String where, List<String> problems, CrashImage image) {
        if (violations.add(where + ": " + String.join("; ", problems))
                && settings.kept().isPresent()) {
            Path directory =
                    settings.kept().get().resolve(where.replace(' ', '-')).toAbsolutePath();
            image.writeTo(new OsFileSystem(), Databases.HOME, directory);
        }
    }

    List<String> violations() {
        return violations.stream().sorted().toList();
    }
}

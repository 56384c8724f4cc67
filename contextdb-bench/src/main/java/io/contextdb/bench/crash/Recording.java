package io.contextdb.bench.crash;

import io.contextdb.testkit.file.CrashReplay;
import io.contextdb.testkit.file.FileChange;
import io.contextdb.testkit.file.MemoryFileSystem;
import io.contextdb.testkit.file.RecordingFileSystem;
import java.util.List;

/**
 * What a workload did.
 *
 * @param workload what was done
 * @param changes to the files, in order
 * @param acknowledged the states the database went through, the first one before any step
 */
record Recording(Workload workload, List<FileChange> changes, List<State> acknowledged) {
    /** Runs a workload. */
    static Recording of(Workload workload) {
        MemoryFileSystem disk = workload.disk().get();
        RecordingFileSystem files = new RecordingFileSystem(disk);
        disk.paths().forEach(files::includeFile);
        Steps steps = new Steps(files, workload);
        try (steps) {
            workload.script().run(steps);
        }
        return steps.recording();
    }

    /** Goes through the changes; all that were there before the script are made. */
    CrashReplay replay() {
        return new CrashReplay(changes);
    }

    /** Whether the script has begun. */
    boolean isBegun(CrashReplay replay) {
        return replay.position() >= acknowledged.getFirst().position();
    }

    /** How many changes the script made. */
    int changesOfScript() {
        return changes.size() - acknowledged.getFirst().position();
    }

    /** The number of the last state that was acknowledged when there were that many changes. */
    int acknowledgedBy(int position) {
        int last = 0;
        while (last + 1 < acknowledged.size() && acknowledged.get(last + 1).position() <= position) {
            last++;
        }
        return last;
    }
}

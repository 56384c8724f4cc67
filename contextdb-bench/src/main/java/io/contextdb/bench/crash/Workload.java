package io.contextdb.bench.crash;

import io.contextdb.api.DatabaseOptions;
import io.contextdb.testkit.file.MemoryFileSystem;
import java.util.function.Supplier;

/**
 * A scripted life of a database.
 *
 * @param name of one word
 * @param disk makes what it begins with
 * @param options of the database
 * @param restored whether it begins with the restore of {@link Archived}
 * @param past whether what becomes of snapshots and states of the past is checked as well
 * @param script the steps
 */
record Workload(
        String name,
        Supplier<MemoryFileSystem> disk,
        DatabaseOptions options,
        boolean restored,
        boolean past,
        Script script) {
    /** What is done. */
    @FunctionalInterface
    interface Script {
        /** Takes the steps. */
        void run(Steps steps);
    }

    /** Begins with a small database. */
    Workload(String name, Script script) {
        this(name, Bases::rows, Databases.options(), false, false, script);
    }

    /** The same, beginning with nothing. */
    Workload fromNothing() {
        return on(MemoryFileSystem::new);
    }

    /** The same, beginning with this. */
    Workload on(Supplier<MemoryFileSystem> otherDisk) {
        return new Workload(name, otherDisk, options, restored, past, script);
    }

    /** The same, beginning with a restore. */
    Workload fromArchive() {
        return new Workload(name, MemoryFileSystem::new, options, true, past, script);
    }

    /** The same with other options. */
    Workload with(DatabaseOptions otherOptions) {
        return new Workload(name, disk, otherOptions, restored, past, script);
    }

    /** The same, with a look at the past. */
    Workload withPast() {
        return new Workload(name, disk, options, restored, true, script);
    }
}

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
 * @param script the steps
 */
record Workload(String name, Supplier<MemoryFileSystem> disk, DatabaseOptions options, Script script) {
    /** What is done. */
    @FunctionalInterface
    interface Script {
        /** Takes the steps. */
        void run(Steps steps);
    }

    /** Begins with a small database. */
    Workload(String name, Script script) {
        this(name, Bases::rows, Databases.options(), script);
    }

    /** The same, beginning with nothing. */
    Workload fromNothing() {
        return new Workload(name, MemoryFileSystem::new, options, script);
    }
}

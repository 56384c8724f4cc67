package io.contextdb.api;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * How a database is opened. Start with {@link #defaults()} and change what differs.
 *
 * @param createIfMissing whether a missing or empty directory becomes a new database
 * @param durability when a write counts as done
 * @param storage the storage provider: {@code mmap}, {@code memory}, or a plug-in's name
 * @param consensus the commit log provider: {@code single}, or a plug-in's name
 * @param vectorIndexType the index given to a vector space that no {@code createVectorIndex} declared
 * @param pluginDirectories directories whose subdirectories are plug-ins
 * @param buildThreads threads that build vector indexes, 1 to 256; the result does not depend on it
 * @param checkpointLogBytes log growth after which a checkpoint is proposed, in bytes
 * @param checkpointMemoryBytes memory taken by changes since the last snapshot after which a checkpoint is proposed, in bytes, at least 1 MiB;
 *     at four times as much writers wait until it is written
 * @param checkpointInterval time after which a checkpoint is proposed when something was written; zero for never
 * @param limits greatest sizes of what is written
 */
public record DatabaseOptions(
        boolean createIfMissing,
        Durability durability,
        String storage,
        String consensus,
        String vectorIndexType,
        List<Path> pluginDirectories,
        int buildThreads,
        long checkpointLogBytes,
        long checkpointMemoryBytes,
        Duration checkpointInterval,
        Limits limits) {
    private static final long CHECKPOINT_MEMORY_BYTES_MIN = 1 << 20;

    /** When a write counts as done. */
    public enum Durability {
        /** When it is synced to disk: nothing acknowledged is ever lost. */
        SYNC,
        /** When it is with the operating system, which is synced every 100 ms: a power failure may lose that much, a killed process nothing. */
        INTERVAL,
        /** When it is with the operating system; synced at checkpoints and at close. */
        NONE
    }

    /** Checks the ranges and copies the list. */
    public DatabaseOptions {
        if (buildThreads < 1 || buildThreads > 256) {
            throw new ContextDbException(
                    ErrorCode.INVALID_CONFIGURATION, "buildThreads " + buildThreads + "; it must be 1 to 256");
        }
        if (checkpointLogBytes < 1) {
            throw new ContextDbException(
                    ErrorCode.INVALID_CONFIGURATION,
                    "checkpointLogBytes " + checkpointLogBytes + "; it must be 1 or more");
        }
        if (checkpointMemoryBytes < CHECKPOINT_MEMORY_BYTES_MIN) {
            throw new ContextDbException(
                    ErrorCode.INVALID_CONFIGURATION,
                    "checkpointMemoryBytes " + checkpointMemoryBytes + "; it must be " + CHECKPOINT_MEMORY_BYTES_MIN
                            + " or more");
        }
        pluginDirectories = List.copyOf(pluginDirectories);
    }

    /** Durable, mmap storage, hnsw indexes, a checkpoint every 256 MiB of log, 128 MiB of memory or 5 minutes. */
    public static DatabaseOptions defaults() {
        return new DatabaseOptions(
                true,
                Durability.SYNC,
                "mmap",
                "single",
                "hnsw",
                List.of(),
                Math.min(256, Runtime.getRuntime().availableProcessors()),
                256L << 20,
                128L << 20,
                Duration.ofMinutes(5),
                Limits.defaults());
    }

    /** Whether a missing or empty directory becomes a new database. Returns the changed options. */
    public DatabaseOptions createIfMissing(boolean value) {
        return with(draft -> draft.createIfMissing = value);
    }

    /** When a write counts as done. Returns the changed options. */
    public DatabaseOptions durability(Durability value) {
        return with(draft -> draft.durability = value);
    }

    /** The storage provider. Returns the changed options. */
    public DatabaseOptions storage(String value) {
        return with(draft -> draft.storage = value);
    }

    /** The commit log provider. Returns the changed options. */
    public DatabaseOptions consensus(String value) {
        return with(draft -> draft.consensus = value);
    }

    /** The index of vector spaces that are not declared. Returns the changed options. */
    public DatabaseOptions vectorIndexType(String value) {
        return with(draft -> draft.vectorIndexType = value);
    }

    /** Where plug-ins lie. Returns the changed options. */
    public DatabaseOptions pluginDirectories(List<Path> value) {
        return with(draft -> draft.pluginDirectories = value);
    }

    /** Threads that build vector indexes. Returns the changed options. */
    public DatabaseOptions buildThreads(int value) {
        return with(draft -> draft.buildThreads = value);
    }

    /** Log growth between checkpoints. Returns the changed options. */
    public DatabaseOptions checkpointLogBytes(long value) {
        return with(draft -> draft.checkpointLogBytes = value);
    }

    /** Memory of changes between checkpoints. Returns the changed options. */
    public DatabaseOptions checkpointMemoryBytes(long value) {
        return with(draft -> draft.checkpointMemoryBytes = value);
    }

    /** Time between checkpoints. Returns the changed options. */
    public DatabaseOptions checkpointInterval(Duration value) {
        return with(draft -> draft.checkpointInterval = value);
    }

    /** Greatest sizes of what is written. Returns the changed options. */
    public DatabaseOptions limits(Limits value) {
        return with(draft -> draft.limits = value);
    }

    private DatabaseOptions with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.options();
    }

    /** The options while one of them changes. */
    private static final class Draft {
        private boolean createIfMissing;
        private Durability durability;
        private String storage;
        private String consensus;
        private String vectorIndexType;
        private List<Path> pluginDirectories;
        private int buildThreads;
        private long checkpointLogBytes;
        private long checkpointMemoryBytes;
        private Duration checkpointInterval;
        private Limits limits;

        Draft(DatabaseOptions options) {
            createIfMissing = options.createIfMissing;
            durability = options.durability;
            storage = options.storage;
            consensus = options.consensus;
            vectorIndexType = options.vectorIndexType;
            pluginDirectories = options.pluginDirectories;
            buildThreads = options.buildThreads;
            checkpointLogBytes = options.checkpointLogBytes;
            checkpointMemoryBytes = options.checkpointMemoryBytes;
            checkpointInterval = options.checkpointInterval;
            limits = options.limits;
        }

        DatabaseOptions options() {
            return new DatabaseOptions(
                    createIfMissing,
                    durability,
                    storage,
                    consensus,
                    vectorIndexType,
                    pluginDirectories,
                    buildThreads,
                    checkpointLogBytes,
                    checkpointMemoryBytes,
                    checkpointInterval,
                    limits);
        }
    }
}

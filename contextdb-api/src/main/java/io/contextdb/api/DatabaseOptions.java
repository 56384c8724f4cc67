package io.contextdb.api;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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
 * @param checkpointMemoryBytes memory taken by changes since the last snapshot after which a checkpoint is proposed, in
 *     bytes, at least 1 MiB; at four times as much writers wait until it is written
 * @param checkpointInterval time after which a checkpoint is proposed when something was written; zero for never
 * @param recoveryTimeMax how long opening may take after a crash: a checkpoint is proposed when applying the log behind
 *     the last one has taken a third as long on this machine; zero for any time
 * @param snapshotAgeMax age after which a snapshot is deleted by itself, measured when another one is taken; zero for
 *     never
 * @param snapshotsKeptMin how many of the newest snapshots stay whatever their age, 2 or more
 * @param logRetentionBytes how much log is kept beyond what recovery needs, in bytes, so that {@link Database#asOf}
 *     reaches further back; 0 for none
 * @param historyMemoryBytes memory that the changes of all states opened by {@link Database#asOf} may take, in bytes,
 *     at least 1 MiB
 * @param limits greatest sizes of what is written
 * @param archive the archive that {@link Database#createSnapshot} sends snapshots to, and that {@link Database#cleanup}
 *     deletes old ones from as well; empty when there is none
 * @param resources when disk or memory runs out
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
        Duration recoveryTimeMax,
        Duration snapshotAgeMax,
        int snapshotsKeptMin,
        long logRetentionBytes,
        long historyMemoryBytes,
        Limits limits,
        Optional<ArchiveOptions> archive,
        ResourceLimits resources) {
    private static final long MEMORY_BYTES_MIN = 1 << 20;
    private static final int SNAPSHOTS_KEPT_MIN = 2;

    /** When a write counts as done. */
    public enum Durability {
        /** When it is synced to disk: nothing acknowledged is ever lost. */
        SYNC,
        /**
         * When it is with the operating system, which is synced every 100 ms: a power failure may lose that much, a
         * killed process nothing.
         */
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
        requireAtLeast("checkpointLogBytes", checkpointLogBytes, 1);
        requireAtLeast("checkpointMemoryBytes", checkpointMemoryBytes, MEMORY_BYTES_MIN);
        requireAtLeast("snapshotsKeptMin", snapshotsKeptMin, SNAPSHOTS_KEPT_MIN);
        requireAtLeast("logRetentionBytes", logRetentionBytes, 0);
        requireAtLeast("historyMemoryBytes", historyMemoryBytes, MEMORY_BYTES_MIN);
        requireNotNegative("checkpointInterval", checkpointInterval);
        requireNotNegative("recoveryTimeMax", recoveryTimeMax);
        requireNotNegative("snapshotAgeMax", snapshotAgeMax);
        pluginDirectories = List.copyOf(pluginDirectories);
    }

    private static void requireNotNegative(String name, Duration value) {
        if (value.isNegative()) {
            throw new ContextDbException(
                    ErrorCode.INVALID_CONFIGURATION, name + " " + value + "; it must be zero, for never, or more");
        }
    }

    private static void requireAtLeast(String name, long value, long least) {
        if (value < least) {
            throw new ContextDbException(
                    ErrorCode.INVALID_CONFIGURATION, name + " " + value + "; it must be " + least + " or more");
        }
    }

    /**
     * Durable, mmap storage, hnsw indexes, a checkpoint every 256 MiB of log, 128 MiB of memory, 5 minutes, or 15
     * seconds of replay.
     */
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
                Duration.ofSeconds(30),
                Duration.ZERO,
                SNAPSHOTS_KEPT_MIN,
                0,
                512L << 20,
                Limits.defaults(),
                Optional.empty(),
                ResourceLimits.defaults());
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

    /** How long opening may take after a crash. Returns the changed options. */
    public DatabaseOptions recoveryTimeMax(Duration value) {
        return with(draft -> draft.recoveryTimeMax = value);
    }

    /** Age after which snapshots are deleted. Returns the changed options. */
    public DatabaseOptions snapshotAgeMax(Duration value) {
        return with(draft -> draft.snapshotAgeMax = value);
    }

    /** How many snapshots stay whatever their age. Returns the changed options. */
    public DatabaseOptions snapshotsKeptMin(int value) {
        return with(draft -> draft.snapshotsKeptMin = value);
    }

    /** Log kept beyond what recovery needs. Returns the changed options. */
    public DatabaseOptions logRetentionBytes(long value) {
        return with(draft -> draft.logRetentionBytes = value);
    }

    /** Memory of states opened by commit. Returns the changed options. */
    public DatabaseOptions historyMemoryBytes(long value) {
        return with(draft -> draft.historyMemoryBytes = value);
    }

    /** Greatest sizes of what is written. Returns the changed options. */
    public DatabaseOptions limits(Limits value) {
        return with(draft -> draft.limits = value);
    }

    /**
     * Where snapshots are sent, such as {@code ArchiveOptions.of(Map.of("s3_bucket", "backups", "s3_prefix",
     * "people"))}. The archive finds the plug-ins of its own options and of these. Returns the changed options.
     */
    public DatabaseOptions archive(Optional<ArchiveOptions> value) {
        return with(draft -> draft.archive = value);
    }

    /** When disk or memory runs out. Returns the changed options. */
    public DatabaseOptions resources(ResourceLimits value) {
        return with(draft -> draft.resources = value);
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
        private Duration recoveryTimeMax;
        private Duration snapshotAgeMax;
        private int snapshotsKeptMin;
        private long logRetentionBytes;
        private long historyMemoryBytes;
        private Limits limits;
        private Optional<ArchiveOptions> archive;
        private ResourceLimits resources;

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
            recoveryTimeMax = options.recoveryTimeMax;
            snapshotAgeMax = options.snapshotAgeMax;
            snapshotsKeptMin = options.snapshotsKeptMin;
            logRetentionBytes = options.logRetentionBytes;
            historyMemoryBytes = options.historyMemoryBytes;
            limits = options.limits;
            archive = options.archive;
            resources = options.resources;
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
                    recoveryTimeMax,
                    snapshotAgeMax,
                    snapshotsKeptMin,
                    logRetentionBytes,
                    historyMemoryBytes,
                    limits,
                    archive,
                    resources);
        }
    }
}

package io.contextdb.server.config;

import io.contextdb.api.DatabaseOptions.Durability;
import io.contextdb.server.config.Setting.Alias;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** All settings there are. */
public final class Settings {
    /** Where it listens. */
    public static final Setting<String> HOST = of("server.host", Form.text(), "127.0.0.1", "The address to listen at");

    /** At which port. */
    public static final Setting<Integer> PORT =
            of("server.port", Form.whole(0, 65_535), "8080", "The port to listen at, 0 for any that is free");

    /** The longest body. */
    public static final Setting<Long> MAX_BODY =
            of("server.max_body", Form.bytes(), "32MiB", "How long the body of a request may be");

    /** How long it may take to end. */
    public static final Setting<Duration> DRAIN = of(
            "server.drain", Form.duration(), "10s", "How long requests may still take when the server is told to end");

    /** Who may do what. */
    public static final Setting<Path> KEYS = of(
            "security.keys",
            Form.path(),
            "",
            "The file of the keys that requests must have, which 'contextdb key' writes; without it nobody is asked");

    /** The database. */
    public static final Setting<Path> DIRECTORY =
            of("database.directory", Form.path(), "", "The directory of the database");

    /** When a write is done. */
    public static final Setting<Durability> DURABILITY =
            of("database.durability", Form.word(Durability.class), "sync", "When a write counts as done");

    /** Plug-ins. */
    public static final Setting<List<Path>> PLUGINS =
            of("database.plugins", Form.paths(), "", "Directories of plug-ins, besides that of the installation");

    /** The index of vector spaces nobody declared. */
    public static final Setting<String> INDEX_TYPE = of(
            "index.type",
            Form.text(),
            "hnsw",
            "The index of vector spaces that are not declared: hnsw, ivf, flat",
            new Alias("vector_index_type", ""));

    /** Threads that build indexes. */
    public static final Setting<Integer> BUILD_THREADS = of(
            "index.build_threads",
            Form.whole(1, 256),
            "",
            "How many threads build vector indexes; as many as there are processors when nobody says");

    /** How often. */
    public static final Setting<Duration> CHECKPOINT_INTERVAL = of(
            "checkpoint.interval",
            Form.duration(),
            "5min",
            "After which time a snapshot is taken when something was written",
            new Alias("checkpoint_interval_ms", "ms"));

    /** After how much log. */
    public static final Setting<Long> CHECKPOINT_LOG = of(
            "checkpoint.log_size",
            Form.bytes(),
            "256MiB",
            "After how much log a snapshot is taken",
            new Alias("max_log_size_mb", "MiB"));

    /** How long recovery may take. */
    public static final Setting<Duration> RECOVERY_TIME = of(
            "recovery.max_time",
            Form.duration(),
            "30s",
            "How long opening may take after a crash; snapshots are taken often enough for that",
            new Alias("max_recovery_time_ms", "ms"));

    /** When snapshots go. */
    public static final Setting<Duration> SNAPSHOT_AGE = of(
            "snapshots.max_age",
            Form.duration(),
            "0",
            "The age after which snapshots are deleted",
            new Alias("max_age", "s"));

    /** How many stay. */
    public static final Setting<Integer> SNAPSHOTS_KEPT = of(
            "snapshots.keep_min",
            Form.whole(2, Integer.MAX_VALUE),
            "2",
            "How many of the newest snapshots stay whatever their age",
            new Alias("min_snapshots_to_keep", ""));

    /** How far back. */
    public static final Setting<Long> LOG_RETENTION = of(
            "log.retention",
            Form.bytes(),
            "0",
            "How much log is kept beyond what recovery needs, for the change feed and the past");

    /** Memory. */
    public static final Setting<Long> MEMORY_MAX = of(
            "memory.max",
            Form.bytes(),
            "0",
            "The memory of the process above which writes are refused, and at nine tenths of which changes go to disk; 0"
                    + " for no limit",
            new Alias("max_memory_mb", "MiB"));

    /** All of them, in the order of the reference. */
    public static final List<Setting<?>> ALL = List.of(
            HOST,
            PORT,
            MAX_BODY,
            DRAIN,
            KEYS,
            DIRECTORY,
            DURABILITY,
            PLUGINS,
            INDEX_TYPE,
            BUILD_THREADS,
            CHECKPOINT_INTERVAL,
            CHECKPOINT_LOG,
            RECOVERY_TIME,
            SNAPSHOT_AGE,
            SNAPSHOTS_KEPT,
            LOG_RETENTION,
            MEMORY_MAX);

    private Settings() {}

    private static <T> Setting<T> of(String key, Form<T> form, String fallback, String description, Alias... aliases) {
        return new Setting<>(key, List.of(aliases), form, fallback, description);
    }
}

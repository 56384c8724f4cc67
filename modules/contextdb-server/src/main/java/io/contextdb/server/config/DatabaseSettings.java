package io.contextdb.server.config;

import io.contextdb.api.DatabaseOptions;

/** The options of a database that a configuration means. */
public final class DatabaseSettings {
    private DatabaseSettings() {}

    /** The options. */
    public static DatabaseOptions of(Configuration configuration) {
        DatabaseOptions options = DatabaseOptions.defaults()
                .durability(configuration.get(Settings.DURABILITY))
                .vectorIndexType(configuration.get(Settings.INDEX_TYPE))
                .checkpointInterval(configuration.get(Settings.CHECKPOINT_INTERVAL))
                .checkpointLogBytes(configuration.get(Settings.CHECKPOINT_LOG))
                .recoveryTimeMax(configuration.get(Settings.RECOVERY_TIME))
                .snapshotAgeMax(configuration.get(Settings.SNAPSHOT_AGE))
                .snapshotsKeptMin(configuration.get(Settings.SNAPSHOTS_KEPT))
                .logRetentionBytes(configuration.get(Settings.LOG_RETENTION));
        options = configuration
                .find(Settings.PLUGINS)
                .map(options::pluginDirectories)
                .orElse(options);
        options = configuration
                .find(Settings.BUILD_THREADS)
                .map(options::buildThreads)
                .orElse(options);
        long memory = configuration.get(Settings.MEMORY_MAX);
        return options.resources(options.resources().memoryBytes(memory / 10 * 9, memory));
    }
}

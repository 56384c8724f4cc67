package io.contextdb.cli.command;

import io.contextdb.api.ArchiveOptions;
import io.contextdb.api.DatabaseOptions;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say how an object store is reached. */
class StoreSelection {
    @Option(
            names = "--setting",
            paramLabel = "NAME=VALUE",
            description = "A setting of the object store, such as s3_region=eu-central-1. May be given again. The"
                    + " environment variable CONTEXTDB_S3_REGION does the same, and so on; give credentials that way,"
                    + " or as AWS tools take them.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(
            names = "--parallel",
            paramLabel = "COUNT",
            defaultValue = "4",
            description = "Files or ranges moved at a time. Default: ${DEFAULT-VALUE}.")
    private int parallel = 4;

    @Option(
            names = "--plugins",
            paramLabel = "DIR",
            description =
                    "A directory of plug-ins, besides the plugins directory of this installation. May be given again.")
    private List<Path> plugins = new ArrayList<>();

    /** The archive at a place, or else the one that settings name; empty when there is none. */
    Optional<ArchiveOptions> options(@Nullable URI location) {
        Map<String, String> all = new HashMap<>(StoreSettings.ofEnvironment());
        all.putAll(settings);
        Optional<ArchiveOptions> named = location == null
                ? ArchiveOptions.of(all)
                : Optional.of(ArchiveOptions.at(location).settings(all));
        return named.map(archive ->
                archive.parallel(parallel).pluginDirectories(databaseOptions().pluginDirectories()));
    }

    /** Default options of a database with the plug-ins that were named. */
    DatabaseOptions databaseOptions() {
        return Installation.withPlugins(DatabaseOptions.defaults(), plugins);
    }
}

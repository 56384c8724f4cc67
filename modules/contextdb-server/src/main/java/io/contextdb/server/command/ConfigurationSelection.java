package io.contextdb.server.command;

import io.contextdb.server.config.Configuration;
import io.contextdb.server.config.ConfigurationFile;
import io.contextdb.server.config.Configured;
import io.contextdb.server.config.EnvironmentVariables;
import io.contextdb.server.config.Origin;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say how a server is configured. */
class ConfigurationSelection {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            defaultValue = "${env:CONTEXTDB_CONFIG}",
            description = "A configuration file. Default: the environment variable CONTEXTDB_CONFIG.")
    private @Nullable Path file;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "A setting, before environment and file. May be given again.")
    private Map<String, String> settings = new LinkedHashMap<>();

    /** What is configured, with what {@code more} options of the command line say. */
    Configuration configuration(List<Configured> more) {
        List<Configured> line = new ArrayList<>(more);
        settings.forEach((key, value) -> line.add(new Configured(key, value, new Origin.CommandLine("--set"))));
        return Configuration.of(List.of(
                line,
                EnvironmentVariables.of(System.getenv()),
                file == null ? List.of() : ConfigurationFile.read(file)));
    }
}

package io.contextdb.server.command;

import io.contextdb.server.config.Configured;
import io.contextdb.server.config.Origin;
import io.contextdb.server.config.Settings;
import io.contextdb.server.security.KeyFile;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which file of keys a command works on. */
final class KeySelection extends ConfigurationSelection {
    @Option(
            names = "--keys",
            paramLabel = "FILE",
            description = "The file of the keys. Default: the setting security.keys.")
    private @Nullable String file;

    /** The file. */
    KeyFile keys() {
        List<Configured> shortcut = file == null
                ? List.of()
                : List.of(new Configured(Settings.KEYS.key(), file, new Origin.CommandLine("--keys")));
        return new KeyFile(configuration(shortcut).get(Settings.KEYS));
    }
}

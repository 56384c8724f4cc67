package io.contextdb.cli.command;

import io.contextdb.api.ContextDB;
import io.contextdb.api.Database;
import io.contextdb.api.DatabaseOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The options that say which database a command works on. */
class DatabaseSelection {
    @Option(
            names = "--db",
            required = true,
            paramLabel = "DIR",
            defaultValue = "${env:CONTEXTDB_DB}",
            description = "The database directory. Default: the environment variable CONTEXTDB_DB.")
    Path directory;

    @Option(
            names = "--plugins",
            paramLabel = "DIR",
            description =
                    "A directory of plug-ins, besides the plugins directory of this installation. May be given again.")
    private List<Path> plugins = new ArrayList<>();

    @Option(
            names = "--read-only",
            description =
                    "Open the newest snapshot only: without the log, without a lock, and without changing anything in the directory.")
    private boolean readOnly;

    /** Whether it was asked for reading only. */
    boolean readOnly() {
        return readOnly;
    }

    /** Opens a database that must exist. */
    Database open() {
        if (readOnly) {
            return ContextDB.openReadOnly(directory, options());
        }
        return ContextDB.open(directory, options().createIfMissing(false));
    }

    /** Opens a database, creating it when there is none. */
    Database openOrCreate(DatabaseOptions options) {
        return ContextDB.open(directory, options.createIfMissing(true));
    }

    /** Default options with the plug-ins that were named. */
    DatabaseOptions options() {
        return Installation.withPlugins(DatabaseOptions.defaults(), plugins);
    }
}

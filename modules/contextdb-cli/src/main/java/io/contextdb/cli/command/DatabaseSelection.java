package io.contextdb.cli.command;

import io.contextdb.api.ArchiveOptions;
import io.contextdb.api.ContextDB;
import io.contextdb.api.Database;
import io.contextdb.api.DatabaseOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The options that say which database a command works on. */
class DatabaseSelection extends DirectorySelection {
    @Option(
            names = "--plugins",
            paramLabel = "DIR",
            description =
                    "A directory of plug-ins, besides the plugins directory of this installation. May be given again.")
    private List<Path> plugins = new ArrayList<>();

    /** Opens a database that must exist. */
    Database open() {
        return open(options());
    }

    /** The same with the archive that the environment names, when it names one. */
    Database openWithArchive() {
        return open(options().archive(ArchiveOptions.of(StoreSettings.ofEnvironment())));
    }

    private Database open(DatabaseOptions options) {
        return ContextDB.open(directory(), options.createIfMissing(false));
    }

    /** Opens the snapshots of a database that must exist, without a lock and without changing anything. */
    final Database openReadOnly() {
        return ContextDB.openReadOnly(directory(), options());
    }

    /** Opens a database, creating it when there is none. */
    Database openOrCreate(DatabaseOptions options) {
        return ContextDB.open(directory(), options.createIfMissing(true));
    }

    /** Default options with the plug-ins that were named. */
    DatabaseOptions options() {
        return Installation.withPlugins(DatabaseOptions.defaults(), plugins);
    }
}

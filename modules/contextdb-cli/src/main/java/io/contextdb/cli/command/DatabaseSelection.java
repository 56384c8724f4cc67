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
        return open(options());
    }

    /** The same with the archive that the environment names, when it names one. */
    Database openWithArchive() {
        return open(options().archive(ArchiveOptions.of(StoreSettings.ofEnvironment())));
    }

    private Database open(DatabaseOptions options) {
        return readOnly
                ? ContextDB.openReadOnly(directory(), options)
                : ContextDB.open(directory(), options.createIfMissing(false));
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

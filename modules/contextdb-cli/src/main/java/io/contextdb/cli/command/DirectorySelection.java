package io.contextdb.cli.command;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option that says in which directory a database is. */
class DirectorySelection {
    @Option(
            names = "--db",
            required = true,
            paramLabel = "DIR",
            defaultValue = "${env:CONTEXTDB_DB}",
            description = "The database directory. Default: the environment variable CONTEXTDB_DB.")
    private Path directory;

    /** The directory. */
    final Path directory() {
        return directory;
    }
}

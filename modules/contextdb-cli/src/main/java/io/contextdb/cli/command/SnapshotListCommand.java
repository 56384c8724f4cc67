package io.contextdb.cli.command;

import io.contextdb.api.ContextDB;
import io.contextdb.api.ContextDbException;
import io.contextdb.api.Database;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.SnapshotArchive;
import io.contextdb.cli.output.Console;
import io.contextdb.cli.output.Results;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code contextdb snapshot list}: what a database or an archive keeps. */
@Command(
        name = "list",
        description = "Print the snapshots of a database, oldest first, or of an archive, newest first.")
public final class SnapshotListCommand implements Callable<Integer> {
    private final Console console;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--db",
            paramLabel = "DIR",
            defaultValue = "${env:CONTEXTDB_DB}",
            description = "The database directory. Default: the environment variable CONTEXTDB_DB.")
    private @Nullable Path directory;

    @Mixin
    private ArchiveSelection archive;

    @Mixin
    private OutputSelection output;

    /** A command that prints to {@code console}. */
    public SnapshotListCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Results results = new Results();
        if (archive.isNamed()) {
            listArchive(results);
        } else if (directory != null) {
            listDatabase(directory, results);
        } else {
            throw new ParameterException(spec.commandLine(), "Missing required option: '--db=DIR' or '--from=URL|DIR'");
        }
        output.print(console, results);
        return ExitCode.OK;
    }

    /** For reading only, which needs no lock: whoever has the database open keeps it. */
    private void listDatabase(Path path, Results results) {
        try (Database db = ContextDB.openReadOnly(path, archive.databaseOptions())) {
            db.snapshots().forEach(snapshot -> results.add(SnapshotObjects.of(snapshot)));
        } catch (ContextDbException e) {
            if (e.code() != ErrorCode.SNAPSHOT_NOT_FOUND) {
                throw e;
            }
        }
    }

    private void listArchive(Results results) {
        try (SnapshotArchive opened = archive.open()) {
            opened.snapshots().forEach(found -> {
                Map<String, Object> object = SnapshotObjects.of(found.snapshot());
                object.put("database", found.database());
                results.add(object);
            });
        }
    }
}

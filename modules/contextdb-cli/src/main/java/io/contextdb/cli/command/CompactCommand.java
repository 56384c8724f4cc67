package io.contextdb.cli.command;

import io.contextdb.api.Database;
import io.contextdb.api.Snapshot;
import io.contextdb.cli.output.Console;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code contextdb compact}: a database without what was deleted. */
@Command(
        name = "compact",
        description =
                "Rewrite a database without deleted rows, as a new snapshot. A vector space without deleted vectors"
                        + " keeps its vectors and its index; the indexes of the others are built anew.")
public final class CompactCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private DatabaseSelection database;

    @Mixin
    private OutputSelection output;

    /** A command that prints to {@code console}. */
    public CompactCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        try (Database db = database.open()) {
            Snapshot snapshot = db.compact();
            db.awaitIndexes(console.progress());
            output.printOne(console, SnapshotObjects.of(snapshot));
        }
        return ExitCode.OK;
    }
}

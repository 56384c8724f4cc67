package io.contextdb.cli.command;

import io.contextdb.api.Database;
import picocli.CommandLine.Option;

/** The options that say which database a command reads, and whether it leaves everything in the directory as it is. */
class ReadableSelection extends DatabaseSelection {
    @Option(
            names = "--read-only",
            description =
                    "Open the newest snapshot only: without the log, without a lock, and without changing anything"
                            + " in the directory.")
    private boolean readOnly;

    /** Whether it was asked for reading only. */
    final boolean readOnly() {
        return readOnly;
    }

    @Override
    Database open() {
        return readOnly ? openReadOnly() : super.open();
    }
}

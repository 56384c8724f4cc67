package io.contextdb.cli.command;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.Database;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.GraphReader;
import io.contextdb.api.PastState;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which database a question is put to, and which of its states. */
final class StateSelection extends ReadableSelection {
    @Option(
            names = "--at",
            paramLabel = "SNAPSHOT|TIMESTAMP",
            description = "Ask the state of this snapshot, or of the newest one at or before a time such as"
                    + " 2026-11-22T10:00:00Z.")
    private @Nullable String at;

    @Option(names = "--as-of", paramLabel = "COMMIT", description = "Ask the state after this commit.")
    private @Nullable Long asOf;

    /** Opens a database that must exist, and the state that was asked for. */
    OpenedState openState() {
        if (at != null && asOf != null) {
            throw new ContextDbException(ErrorCode.INVALID_ARGUMENT, "--at and --as-of exclude each other");
        }
        Database database = open();
        try {
            return new OpenedState(database, past(database));
        } catch (RuntimeException | Error e) {
            database.close();
            throw e;
        }
    }

    private @Nullable PastState past(Database database) {
        if (at != null) {
            return at.chars().allMatch(c -> c >= '0' && c <= '9')
                    ? database.at(snapshotId(at))
                    : database.at(instant(at));
        }
        return asOf == null ? null : database.asOf(asOf);
    }

    /** The id of a snapshot. */
    static long snapshotId(String word) {
        try {
            return Long.parseLong(word);
        } catch (NumberFormatException e) {
            throw new ContextDbException(ErrorCode.INVALID_ARGUMENT, "'" + word + "' is no id of a snapshot", e);
        }
    }

    private static Instant instant(String word) {
        try {
            return OffsetDateTime.parse(word).toInstant();
        } catch (DateTimeException e) {
            throw new ContextDbException(
                    ErrorCode.INVALID_ARGUMENT,
                    "--at " + word + " is neither the id of a snapshot nor a time such as 2026-11-22T10:00:00Z",
                    e);
        }
    }

    /**
     * A database and the state of it to ask.
     *
     * @param past the state; null for the present
     */
    record OpenedState(Database database, @Nullable PastState past) implements AutoCloseable {
        /** What answers. */
        GraphReader reader() {
            return past == null ? database : past;
        }

        @Override
        public void close() {
            try (database) {
                if (past != null) {
                    past.close();
                }
            }
        }
    }
}

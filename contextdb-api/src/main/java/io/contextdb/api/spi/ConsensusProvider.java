package io.contextdb.api.spi;

import java.util.Optional;

/** A way to order commands and make them durable. The engine picks one by name when it opens a database. */
public interface ConsensusProvider {
    /** The stable name configuration uses, such as {@code single}. */
    String name();

    /** Opens the log. Called once, by the thread that opens the database. */
    CommitLog open(CommitLogContext context);

    /**
     * Looks at the files of a log that nobody has open, and changes nothing; empty when there are none that could be
     * mended.
     */
    default Optional<LogInspection> inspect(CommitLogContext context) {
        return Optional.empty();
    }
}

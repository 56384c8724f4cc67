package io.contextdb.api;

import java.util.Optional;

/**
 * A state the database had: every query answers from it, whatever is written meanwhile. Safe for any number of threads.
 * As long as it is open the files it reads stay on disk, whatever deletes their snapshot; close it. After that, and
 * after its database is closed, calls throw {@link ErrorCode#CLOSED}.
 */
public interface PastState extends GraphReader, AutoCloseable {
    /** The newest kept snapshot that is not newer than this state; none when the state is older than all of them. */
    Optional<Snapshot> snapshot();

    @Override
    void close();
}

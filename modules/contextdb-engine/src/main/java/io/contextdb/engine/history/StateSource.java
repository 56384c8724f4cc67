package io.contextdb.engine.history;

import io.contextdb.engine.version.ReadState;

/** Where an open state of the past reads from. Thread-safe. */
interface StateSource {
    /** The state, held until it is closed. {@code CLOSED} when the source is closed. */
    ReadState acquire();

    /** One reader less. */
    void release();

    /** Ends it for all readers, when the database is closed. Queries under way go on. */
    void end();
}

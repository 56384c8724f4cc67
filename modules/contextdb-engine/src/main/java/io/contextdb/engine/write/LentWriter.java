package io.contextdb.engine.write;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.GraphWriter;
import java.util.function.Function;

/**
 * A writer that is lent to somebody for the length of a call: afterwards the state it looks at is gone and its set is
 * handed over, so it refuses. Used by the thread that made it.
 */
public final class LentWriter implements ForwardingWriter, AutoCloseable {
    private final GraphWriter writer;
    private final Thread user = Thread.currentThread();

    /** Read and written by the user only. */
    private boolean ended;

    /** Lends a writer to the thread that calls this. */
    public LentWriter(GraphWriter writer) {
        this.writer = writer;
    }

    @Override
    public <T> T forward(Function<GraphWriter, T> call) {
        Thread caller = Thread.currentThread();
        if (caller != user) {
            throw new ContextDbException(
                    ErrorCode.INVALID_ARGUMENT,
                    "the writer was given to " + user + " and is used by " + caller + "; only the first may use it");
        }
        if (ended) {
            throw new ContextDbException(
                    ErrorCode.TRANSACTION_ENDED, "the work this writer was given to has ended; begin another");
        }
        return call.apply(writer);
    }

    @Override
    public void close() {
        ended = true;
    }
}

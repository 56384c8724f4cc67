package io.contextdb.engine.history;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.Limits;
import io.contextdb.api.PastState;
import io.contextdb.api.Snapshot;
import io.contextdb.engine.read.GraphQueries;
import io.contextdb.engine.read.StateReader;
import io.contextdb.engine.version.ReadState;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** An open state of the past. */
final class EnginePastState extends StateReader implements PastState {
    private final StateSource source;
    private final Optional<Snapshot> snapshot;
    private final AtomicBoolean closed = new AtomicBoolean();

    /** Takes over a hold on the source. */
    EnginePastState(GraphQueries queries, Limits limits, StateSource source, Optional<Snapshot> snapshot) {
        super(queries, limits);
        this.source = source;
        this.snapshot = snapshot;
    }

    @Override
    protected ReadState acquire() {
        if (closed.get()) {
            throw new ContextDbException(ErrorCode.CLOSED, "this state of the past is closed; open it again");
        }
        return source.acquire();
    }

    @Override
    public Optional<Snapshot> snapshot() {
        return snapshot;
    }

    @Override
    public void close() {
        if (!closed.getAndSet(true)) {
            source.release();
        }
    }
}

package io.contextdb.engine.history;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.engine.version.ReadState;
import io.contextdb.engine.version.Version;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** A state that was the newest when it was asked for. */
final class PresentSource implements StateSource {
    private final Version version;
    private final Consumer<PresentSource> onEnd;
    private final AtomicBoolean ended = new AtomicBoolean();

    /**
     * Takes over a version.
     *
     * @param onEnd told once when it ends
     */
    PresentSource(Version version, Consumer<PresentSource> onEnd) {
        this.version = version;
        this.onEnd = onEnd;
    }

    @Override
    public ReadState acquire() {
        if (ended.get() || !version.tryRetain()) {
            throw new ContextDbException(ErrorCode.CLOSED, "the database is closed; open it again");
        }
        return version;
    }

    @Override
    public void release() {
        end();
    }

    @Override
    public void end() {
        if (!ended.getAndSet(true)) {
            onEnd.accept(this);
            version.close();
        }
    }
}

package io.contextdb.engine.history;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.engine.replica.Epoch;
import io.contextdb.engine.version.Holders;
import io.contextdb.engine.version.ReadState;
import io.contextdb.engine.version.Versions;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An epoch that ends with a state of the past, shared by all who have that state open. Thread-safe. */
final class PastEpoch implements StateSource {
    private final Versions versions = new Versions();
    private final Holders holders = new Holders();
    private final Function<Versions, Epoch> opener;
    private final Consumer<PastEpoch> onEnd;

    /** Guarded by this, as all below. */
    private @Nullable Epoch epoch;

    private boolean ended;

    /** The memory of its changes. */
    private volatile long deltaBytes;

    /**
     * One that is not open yet, with one holder.
     *
     * @param opener opens it, and publishes its state in the versions given
     * @param onEnd told when the last holder lets go
     */
    PastEpoch(Function<Versions, Epoch> opener, Consumer<PastEpoch> onEnd) {
        this.opener = opener;
        this.onEnd = onEnd;
    }

    /** Opens it, unless another holder has. */
    synchronized void open() {
        if (ended) {
            throw new ContextDbException(ErrorCode.CLOSED, "the database is closed; open it again");
        }
        if (epoch == null) {
            Epoch opened = opener.apply(versions);
            deltaBytes = opened.generation().storage().deltaBytes();
            epoch = opened;
        }
    }

    /** Adds a holder, unless the last one has let go. */
    boolean tryRetain() {
        return holders.tryRetain();
    }

    /** The memory its changes take. */
    long deltaBytes() {
        return deltaBytes;
    }

    @Override
    public ReadState acquire() {
        return versions.acquire();
    }

    @Override
    public void release() {
        if (holders.release()) {
            onEnd.accept(this);
            end();
        }
    }

    @Override
    public synchronized void end() {
        versions.close();
        Epoch opened = epoch;
        if (opened != null && !ended) {
            opened.indexes().cancel();
            opened.end();
        }
        ended = true;
        deltaBytes = 0;
    }
}

package io.contextdb.engine.propose;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.engine.version.Version;
import io.contextdb.engine.version.Versions;
import io.contextdb.engine.write.IdSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToLongFunction;

/**
 * Ids above the highest of the newest state and above all given out before. An id may be lost when its transaction
 * fails; none is given twice by one process. Whether it is still free is decided when the transaction is applied.
 */
public final class IdReservation implements IdSource {
    private final Versions versions;
    private final AtomicLong nodes = new AtomicLong();
    private final AtomicLong edges = new AtomicLong();

    /** Above the ids of these versions. */
    public IdReservation(Versions versions) {
        this.versions = versions;
    }

    @Override
    public long nextNodeId(long floor) {
        return next("node", nodes, floor, version -> version.view().nodeIdHighest());
    }

    @Override
    public long nextEdgeId() {
        return next("edge", edges, 0, version -> version.view().edgeIdHighest());
    }

    private long next(String what, AtomicLong last, long least, ToLongFunction<Version> highest) {
        long floor;
        try (Version version = versions.acquire()) {
            long seen = highest.applyAsLong(version);
            floor = Long.compareUnsigned(seen, least) > 0 ? seen : least;
        }
        long before;
        long id;
        do {
            before = last.get();
            long above = Long.compareUnsigned(before, floor) > 0 ? before : floor;
            if (above == -1) {
                throw new ContextDbException(
                        ErrorCode.LIMIT_EXCEEDED,
                        "the highest possible " + what + " id, " + Long.toUnsignedString(-1)
                                + ", is in use, so there is none above it; choose ids yourself");
            }
            id = above + 1;
        } while (!last.compareAndSet(before, id));
        return id;
    }
}

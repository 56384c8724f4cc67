package io.contextdb.engine.scratch;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Lends scratch to queries. A few slots, each empty or with one scratch that is free; taking and giving back are one
 * atomic exchange, without locks, so the pool serves platform and virtual threads alike. When all slots are empty a new
 * scratch is made, when all are taken a returned one is dropped: the pool never waits and never holds more than its
 * slots.
 */
public final class ScratchPool {
    private final AtomicReferenceArray<@Nullable QueryScratch> slots;

    /** A pool with room for as many idle scratches as queries can run at one time on this machine, and a few. */
    public ScratchPool() {
        slots = new AtomicReferenceArray<>(2 * Runtime.getRuntime().availableProcessors() + 2);
    }

    /** A scratch for the calling query alone. */
    public QueryScratch take() {
        for (int i = 0; i < slots.length(); i++) {
            // Looking before exchanging keeps an empty slot's cache line shared.
            if (slots.getPlain(i) != null) {
                QueryScratch free = slots.getAndSet(i, null);
                if (free != null) {
                    return free;
                }
            }
        }
        return new QueryScratch();
    }

    /** Takes back a scratch whose query has ended well. */
    public void giveBack(QueryScratch scratch) {
        for (int i = 0; i < slots.length(); i++) {
            if (slots.getPlain(i) == null && slots.compareAndSet(i, null, scratch)) {
                return;
            }
        }
    }
}

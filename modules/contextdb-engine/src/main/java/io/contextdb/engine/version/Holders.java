package io.contextdb.engine.version;

import java.util.concurrent.atomic.AtomicInteger;

/** How many hold something: one at first, and none for good when the last lets go, who then frees it. Thread-safe. */
public final class Holders {
    private final AtomicInteger count = new AtomicInteger(1);

    /** A count that begins with one holder. */
    public Holders() {}

    /** Adds a holder. The caller knows of one that does not let go meanwhile. */
    public void retain() {
        int before = count.getAndIncrement();
        assert before > 0 : "what was freed is retained";
    }

    /** Adds a holder, unless the last one has let go already. */
    public boolean tryRetain() {
        int before = count.get();
        while (before > 0) {
            int seen = count.compareAndExchange(before, before + 1);
            if (seen == before) {
                return true;
            }
            before = seen;
        }
        return false;
    }

    /** Lets go; returns whether that was the last holder. */
    public boolean release() {
        int left = count.decrementAndGet();
        assert left >= 0 : "what was freed is released";
        return left == 0;
    }

    /** Whether somebody holds it. */
    public boolean held() {
        return count.get() > 0;
    }
}

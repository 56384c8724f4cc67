package io.contextdb.testkit.file;

import io.contextdb.memory.fault.AllocationHook;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Lets allocations of native memory fail, in the whole process, and counts them; until it is closed. There is one at a
 * time. Thread-safe.
 */
public final class FaultyMemory implements AutoCloseable {
    private final AtomicLong count = new AtomicLong();
    private volatile long first = Long.MAX_VALUE;
    private volatile long last;

    /** Without faults so far. */
    public FaultyMemory() {
        AllocationHook.set(this::allocating);
    }

    /** Lets the n-th allocation from now on fail, and so many after it; the next one is number 1. */
    public void fail(long nth, long more) {
        last = count.get() + nth + more;
        first = count.get() + nth;
    }

    /** How many allocations there were, failed ones included. */
    public long count() {
        return count.get();
    }

    /** Whether one has failed so far. */
    public boolean hasFailed() {
        return count.get() >= first;
    }

    private void allocating(long bytes) {
        long number = count.incrementAndGet();
        if (number >= first && number <= last) {
            throw new OutOfMemoryError("injected: allocation " + number + " of " + bytes + " bytes");
        }
    }

    @Override
    public void close() {
        AllocationHook.clear();
    }
}

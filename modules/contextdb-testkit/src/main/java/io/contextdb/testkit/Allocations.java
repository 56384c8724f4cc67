package io.contextdb.testkit;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Measures what code allocates on the heap. */
public final class Allocations {
    private static final int CALLS = 50;
    private static final long PATIENCE_NANOS = 30_000_000_000L;

    private Allocations() {}

    /**
     * The bytes a call allocates once everything has grown and is compiled: the least of many rounds, for compiling
     * takes its time and until then objects exist that later do not.
     */
    public static long bytesPerCall(Runnable call) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        long start = System.nanoTime();
        while (least > 0 && System.nanoTime() - start < PATIENCE_NANOS) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < CALLS; i++) {
                call.run();
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        return least / CALLS;
    }
}

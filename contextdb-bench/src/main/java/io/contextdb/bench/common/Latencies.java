package io.contextdb.bench.common;

import java.util.Arrays;

/** How long each of many operations took, one after the other. */
public final class Latencies {
    private long[] nanos = new long[1024];
    private int count;

    /** No operations. */
    public Latencies() {}

    /** Adds an operation. */
    public void add(long operationNanos) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, count * 2);
        }
        nanos[count++] = operationNanos;
    }

    /** Operations in a second of nothing else. */
    public double perSecond() {
        return count / (Arrays.stream(nanos, 0, count).sum() / 1e9);
    }

    /** The time that a share of the operations did not exceed. */
    public double micros(double share) {
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return sorted[Math.min(count - 1, (int) (count * share))] / 1e3;
    }
}

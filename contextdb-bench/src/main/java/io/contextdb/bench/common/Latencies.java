package io.contextdb.bench.common;

import java.util.Arrays;

/** How long each of many operations took, one after the other. */
public final class Latencies {
    private long[] nanos;
    private int count;

    /** No operations. */
    public Latencies() {
        this(1024);
    }

    /** No operations, with room for some, so that adding them allocates nothing. */
    public Latencies(int capacity) {
        nanos = new long[Math.max(1, capacity)];
    }

    /** Adds an operation. */
    public void add(long operationNanos) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, count * 2);
        }
        nanos[count++] = operationNanos;
    }

    /** Adds the operations of another thread that has ended. */
    public void addAll(Latencies others) {
        nanos = Arrays.copyOf(nanos, Math.max(1, count + others.count));
        System.arraycopy(others.nanos, 0, nanos, count, others.count);
        count += others.count;
    }

    /** Forgets all operations. */
    public void clear() {
        count = 0;
    }

    /** The number of operations. */
    public int count() {
        return count;
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

package io.contextdb.kernels;

import io.contextdb.api.spi.VectorSearch;
import java.util.Arrays;

/**
 * The best {@code k} of many scored rows: a heap of primitives with the worst on top. Used again and again without
 * allocation once it has grown. Not thread-safe.
 */
public final class NearestRows {
    private long[] heap = new long[16];
    private int size;
    private int k;

    /** A collector; {@link #reset} it before use. */
    public NearestRows() {}

    /** Empties it and sets how many rows it keeps, at least 1. */
    public void reset(int newK) {
        assert newK > 0;
        k = newK;
        size = 0;
    }

    /** The number of rows kept. */
    public int size() {
        return size;
    }

    /** The {@link ScoredRow} at a place below {@link #size()}; in no particular order. */
    public long scoredRow(int place) {
        assert place < size;
        return heap[place];
    }

    /**
     * The worst {@link ScoredRow} kept once it is full, else {@link ScoredRow#NONE}: what is not greater would not come
     * in.
     */
    public long threshold() {
        return size == k ? heap[0] : ScoredRow.NONE;
    }

    /** Offers a row. */
    public void offer(int row, float score) {
        offer(ScoredRow.of(score, row));
    }

    /** Offers a {@link ScoredRow}; returns whether it came in. */
    public boolean offer(long scoredRow) {
        if (size < k) {
            if (size == heap.length) {
                heap = Arrays.copyOf(heap, (int) Math.min(k, size * 2L));
            }
            heap[size] = scoredRow;
            siftUp(size++);
            return true;
        }
        if (scoredRow > heap[0]) {
            heap[0] = scoredRow;
            siftDown(0, size);
            return true;
        }
        return false;
    }

    /** Appends the best {@code limit} rows to the search's results, best first, and empties the collector. */
    public void drainTo(VectorSearch search, int limit) {
        for (int end = size; end > 1; ) {
            end--;
            long worst = heap[0];
            heap[0] = heap[end];
            heap[end] = worst;
            siftDown(0, end);
        }
        int count = Math.min(size, limit);
        for (int i = 0; i < count; i++) {
            search.addResult(ScoredRow.row(heap[i]), ScoredRow.score(heap[i]));
        }
        size = 0;
    }

    private void siftUp(int start) {
        int at = start;
        long moved = heap[at];
        while (at > 0) {
            int parent = (at - 1) >>> 1;
            if (heap[parent] <= moved) {
                break;
            }
            heap[at] = heap[parent];
            at = parent;
        }
        heap[at] = moved;
    }

    private void siftDown(int start, int end) {
        int at = start;
        long moved = heap[at];
        for (int child = 2 * at + 1; child < end; child = 2 * at + 1) {
            if (child + 1 < end && heap[child + 1] < heap[child]) {
                child++;
            }
            if (heap[child] >= moved) {
                break;
            }
            heap[at] = heap[child];
            at = child;
        }
        heap[at] = moved;
    }
}

package io.contextdb.bench.ann;

import com.sun.management.ThreadMXBean;
import io.contextdb.bench.common.Latencies;
import java.lang.management.ManagementFactory;

/** One thread that searches for all queries again and again, and its clocks. */
final class SearchRun implements Runnable {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final AnnDataset dataset;
    private final Searcher searcher;
    private final long nanosMin;
    private final int passesMax;

    /** The rows found by the last pass. */
    final int[] found;
    /** Of the searches of all passes. */
    final Latencies latencies;

    long wallNanos;
    long cpuNanos;
    long allocatedBytes;

    /**
     * Will search for at least {@code nanosMin}, every query at least once and all equally often.
     *
     * @param latenciesMax how many searches are made at most, unless all queries are more
     */
    SearchRun(AnnDataset dataset, Searcher searcher, long nanosMin, int latenciesMax) {
        this.dataset = dataset;
        this.searcher = searcher;
        this.nanosMin = nanosMin;
        int queries = dataset.queries().count();
        this.passesMax = Math.max(1, latenciesMax / queries);
        this.found = new int[queries * AnnDataset.K];
        this.latencies = new Latencies(queries * passesMax);
    }

    @Override
    public void run() {
        pass();
        latencies.clear();
        long cpuBefore = THREADS.getCurrentThreadCpuTime();
        long bytesBefore = THREADS.getCurrentThreadAllocatedBytes();
        long start = System.nanoTime();
        for (int pass = 0; pass < passesMax && (pass == 0 || System.nanoTime() - start < nanosMin); pass++) {
            pass();
        }
        wallNanos = System.nanoTime() - start;
        allocatedBytes = THREADS.getCurrentThreadAllocatedBytes() - bytesBefore;
        cpuNanos = THREADS.getCurrentThreadCpuTime() - cpuBefore;
    }

    private void pass() {
        for (int query = 0; query < dataset.queries().count(); query++) {
            long start = System.nanoTime();
            searcher.search(query);
            latencies.add(System.nanoTime() - start);
            for (int i = 0; i < AnnDataset.K; i++) {
                found[query * AnnDataset.K + i] = i < searcher.resultCount() ? searcher.resultRow(i) : -1;
            }
        }
    }
}

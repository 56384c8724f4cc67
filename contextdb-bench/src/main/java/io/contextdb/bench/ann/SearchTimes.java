package io.contextdb.bench.ann;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.Progress;
import io.contextdb.bench.common.Latencies;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** Measures searches of each width, after letting the compilers finish. */
final class SearchTimes {
    private static final int SEARCHES_MAX = 2_000_000;
    private static final double WARM_UP_WIDTHS = 2;

    private final AnnDataset dataset;
    private final AnnSettings settings;
    private final Progress progress;

    SearchTimes(AnnDataset dataset, AnnSettings settings, Progress progress) {
        this.dataset = dataset;
        this.settings = settings;
        this.progress = progress;
    }

    /**
     * Measures every width.
     *
     * @param what what is searched, for people
     * @param searchers makes a searcher of a width
     */
    List<AnnResult.Search> measure(String what, IntFunction<Searcher> searchers) {
        int middle = settings.efs().get(settings.efs().size() / 2);
        new SearchRun(dataset, searchers.apply(middle), nanos(WARM_UP_WIDTHS), SEARCHES_MAX).run();
        List<AnnResult.Search> searches = new ArrayList<>();
        for (int ef : settings.efs()) {
            progress.update(what, searches.size(), settings.efs().size());
            searches.add(measure(ef, searchers));
        }
        progress.update(what, searches.size(), settings.efs().size());
        return searches;
    }

    private long nanos(double widths) {
        return (long) (1e9 * widths * settings.secondsPerWidth());
    }

    private AnnResult.Search measure(int ef, IntFunction<Searcher> searchers) {
        List<SearchRun> runs = new ArrayList<>();
        List<Thread> others = new ArrayList<>();
        for (int i = 0; i < settings.threads(); i++) {
            runs.add(new SearchRun(dataset, searchers.apply(ef), nanos(1), SEARCHES_MAX / settings.threads()));
            if (i > 0) {
                others.add(Thread.ofPlatform().start(runs.get(i)));
            }
        }
        SearchRun first = runs.getFirst();
        first.run();
        others.forEach(SearchTimes::join);
        Latencies latencies = new Latencies();
        runs.forEach(run -> latencies.addAll(run.latencies));
        long cpuNanos = runs.stream().mapToLong(run -> run.cpuNanos).sum();
        long bytes = runs.stream().mapToLong(run -> run.allocatedBytes).sum();
        double perSecond = runs.stream()
                .mapToDouble(run -> 1e9 * run.latencies.count() / run.wallNanos)
                .sum();
        return new AnnResult.Search(
                ef,
                dataset.recall(first.found),
                1e9 * latencies.count() / cpuNanos,
                perSecond,
                latencies.micros(0.5),
                latencies.micros(0.99),
                (double) bytes / latencies.count());
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ContextDbException(ErrorCode.CANCELLED, "interrupted while searching", e);
        }
    }
}

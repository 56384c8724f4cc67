package io.contextdb.bench.ann;

import com.sun.management.OperatingSystemMXBean;
import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.Progress;
import io.contextdb.api.VectorIndexOptions;
import io.contextdb.api.spi.ByteSink;
import io.contextdb.api.spi.VectorIndex;
import io.contextdb.api.spi.VectorIndexContext;
import io.contextdb.api.spi.VectorIndexProvider;
import io.contextdb.api.spi.VectorIndexReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;

/**
 * Builds an index, writes it, maps its file and searches that, as a database does after a checkpoint. Rows after the last batch are not in the
 * file; as in a database, every search scans them exactly.
 */
final class AnnBench {
    private static final int SEARCHES_MAX = 2_000_000;
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final AnnDataset dataset;
    private final AnnSettings settings;
    private final Progress progress;

    AnnBench(AnnDataset dataset, AnnSettings settings, Progress progress) {
        this.dataset = dataset;
        this.settings = settings;
        this.progress = progress;
    }

    AnnResult run() throws IOException {
        VectorIndexProvider provider = ServiceLoader.load(VectorIndexProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(found -> found.name().equals(settings.type()))
                .findFirst()
                .orElseThrow(() -> new ContextDbException(
                        ErrorCode.PROVIDER_NOT_FOUND, "no index provider is called " + settings.type()));
        VectorIndexOptions options = options();
        provider.validate(options);
        Path file = Files.createTempFile("contextdb-bench-", "." + settings.type());
        try (Arena arena = Arena.ofShared()) {
            long start = System.nanoTime();
            long cpuStart = PROCESS.getProcessCpuTime();
            write(provider, options, file);
            double wall = (System.nanoTime() - start) / 1e9;
            double cpu = (PROCESS.getProcessCpuTime() - cpuStart) / 1e9;
            try (VectorIndex index = provider.open(context(options, Optional.of(map(file, arena))));
                    VectorIndexReader reader = index.reader()) {
                TailScan searched = new TailScan(reader, options);
                warmUp(searched);
                List<AnnResult.Search> searches = new ArrayList<>();
                for (int ef : settings.efs()) {
                    progress.update("searching", searches.size(), settings.efs().size());
                    searches.add(search(searched, ef));
                }
                progress.update("searching", searches.size(), settings.efs().size());
                return new AnnResult(
                        wall, cpu, Files.size(file) + dataset.base().bytes(), searches);
            }
        } finally {
            Files.delete(file);
        }
    }

    private VectorIndexOptions options() {
        TreeMap<String, Integer> parameters = new TreeMap<>();
        if (settings.type().equals("hnsw")) {
            parameters.put("m", settings.m());
            parameters.put("ef_construction", settings.efConstruction());
        }
        return new VectorIndexOptions(settings.type(), dataset.base().dimension(), dataset.metric(), parameters);
    }

    private VectorIndexContext context(VectorIndexOptions options, Optional<MemorySegment> file) {
        return new VectorIndexContext("bench", options, file, settings.threads());
    }

    private void write(VectorIndexProvider provider, VectorIndexOptions options, Path file) throws IOException {
        int rows = dataset.base().count();
        try (VectorIndex index = provider.open(context(options, Optional.empty()));
                FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            index.extend(dataset.base(), index.boundary(rows), indexed -> {
                progress.update("building", indexed, rows);
                return true;
            });
            try (VectorIndexReader reader = index.reader()) {
                reader.write(new ChannelSink(channel));
            }
        }
    }

    private static MemorySegment map(Path file, Arena arena) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            return channel.map(MapMode.READ_ONLY, 0, channel.size(), arena);
        }
    }

    /** Lets the compilers finish before anything is measured. */
    private void warmUp(VectorIndexReader reader) {
        int ef = settings.efs().get(settings.efs().size() / 2);
        new SearchRun(dataset, reader, ef, (long) (2e9 * settings.secondsPerWidth()), SEARCHES_MAX).run();
    }

    private AnnResult.Search search(VectorIndexReader reader, int ef) {
        List<SearchRun> runs = new ArrayList<>();
        List<Thread> others = new ArrayList<>();
        for (int i = 0; i < settings.threads(); i++) {
            runs.add(new SearchRun(
                    dataset, reader, ef, (long) (1e9 * settings.secondsPerWidth()), SEARCHES_MAX / settings.threads()));
            if (i > 0) {
                others.add(Thread.ofPlatform().start(runs.get(i)));
            }
        }
        SearchRun first = runs.getFirst();
        first.run();
        others.forEach(AnnBench::join);
        long[] latencies = runs.stream()
                .flatMapToLong(run -> Arrays.stream(run.latencies, 0, run.searches))
                .sorted()
                .toArray();
        long cpuNanos = runs.stream().mapToLong(run -> run.cpuNanos).sum();
        long bytes = runs.stream().mapToLong(run -> run.allocatedBytes).sum();
        double perSecond = runs.stream()
                .mapToDouble(run -> 1e9 * run.searches / run.wallNanos)
                .sum();
        return new AnnResult.Search(
                ef,
                dataset.recall(first.found),
                1e9 * latencies.length / cpuNanos,
                perSecond,
                latencies[latencies.length / 2] / 1e3,
                latencies[(int) (latencies.length * 0.99)] / 1e3,
                (double) bytes / latencies.length);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ContextDbException(ErrorCode.CANCELLED, "interrupted while searching", e);
        }
    }

    private record ChannelSink(FileChannel channel) implements ByteSink {
        @Override
        public void write(MemorySegment bytes) {
            try {
                var buffer = bytes.asByteBuffer();
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public long position() {
            try {
                return channel.position();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}

package io.contextdb.bench.ann;

import com.sun.management.OperatingSystemMXBean;
import io.contextdb.api.Progress;
import io.contextdb.api.VectorIndexOptions;
import io.contextdb.api.spi.ByteSink;
import io.contextdb.api.spi.IndexFile;
import io.contextdb.api.spi.VectorIndex;
import io.contextdb.api.spi.VectorIndexContext;
import io.contextdb.api.spi.VectorIndexProvider;
import io.contextdb.api.spi.VectorIndexReader;
import io.contextdb.bench.common.Providers;
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
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Builds an index, writes it, maps its file and searches that, as a database does after a checkpoint. Rows after the
 * last batch are not in the file; as in a database, every search scans them exactly.
 */
final class AnnBench {
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
        VectorIndexProvider provider = Providers.index(settings.type());
        VectorIndexOptions options = options();
        provider.validate(options);
        Path file = Files.createTempFile("contextdb-bench-", "." + settings.type());
        try (Arena arena = Arena.ofShared()) {
            long start = System.nanoTime();
            long cpuStart = PROCESS.getProcessCpuTime();
            write(provider, options, file);
            double wall = (System.nanoTime() - start) / 1e9;
            double cpu = (PROCESS.getProcessCpuTime() - cpuStart) / 1e9;
            try (VectorIndex index = provider.open(
                            context(options, Optional.of(new IndexFile(file.toString(), map(file, arena)))));
                    VectorIndexReader reader = index.reader()) {
                List<AnnResult.Search> searches = new SearchTimes(dataset, settings, progress)
                        .measure("searching", ef -> new IndexSearcher(dataset, reader, ef));
                return new AnnResult(
                        wall, cpu, Files.size(file) + dataset.base().bytes(), searches);
            }
        } finally {
            Files.delete(file);
        }
    }

    /** How the rows are indexed. */
    VectorIndexOptions options() {
        TreeMap<String, Integer> parameters = new TreeMap<>();
        if (settings.type().equals("hnsw")) {
            parameters.put("m", settings.m());
            parameters.put("ef_construction", settings.efConstruction());
        }
        return new VectorIndexOptions(settings.type(), dataset.base().dimension(), dataset.metric(), parameters);
    }

    private VectorIndexContext context(VectorIndexOptions options, Optional<IndexFile> file) {
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

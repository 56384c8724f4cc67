package io.contextdb.bench.scale;

import io.contextdb.api.ContextDB;
import io.contextdb.api.Database;
import io.contextdb.api.DatabaseOptions;
import io.contextdb.api.DatabaseStatistics;
import io.contextdb.api.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs the whole benchmark on one database, which is imported first unless it is there. */
final class ScaleBench {
    private static final int WARM_STARTS = 5;

    private final Path data;
    private final Path databaseDirectory;
    private final ScaleSettings settings;
    private final Progress progress;

    ScaleBench(Path data, Path databaseDirectory, ScaleSettings settings, Progress progress) {
        this.data = data;
        this.databaseDirectory = databaseDirectory;
        this.settings = settings;
        this.progress = progress;
    }

    ScaleResult run() throws IOException {
        try (MemorySampler memory = new MemorySampler("graph")) {
            Optional<ScaleImport> imported =
                    hasDatabase(databaseDirectory) ? Optional.empty() : Optional.of(importInto(memory));
            memory.phase("queries");
            DatabaseStatistics statistics;
            List<ScaleQueries.Similar> similar;
            ScaleQueries.Hybrid hybrid;
            try (Database database = ContextDB.open(databaseDirectory)) {
                statistics = database.statistics();
                ScaleQueries queries = new ScaleQueries(database, settings.queries());
                similar = queries.similar(settings.efs(), progress);
                hybrid = queries.hybrid();
            }
            List<Double> warmMillis = new ArrayList<>();
            long[] nodes = ScaleQueries.nodes(statistics.nodes(), WARM_STARTS);
            for (long node : nodes) {
                progress.update("opening", warmMillis.size(), WARM_STARTS);
                warmMillis.add(FreshStart.openAndAskMillis(databaseDirectory, node));
            }
            List<FreshStart> fresh = freshStarts(nodes[0]);
            progress.update("opening", WARM_STARTS, WARM_STARTS);
            return new ScaleResult(
                    statistics.nodes(),
                    statistics.edges(),
                    statistics.vectors(),
                    settings,
                    imported,
                    warmMillis,
                    fresh,
                    similar,
                    hybrid,
                    memory.peaks());
        }
    }

    private static boolean hasDatabase(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return false;
        }
        try (var files = Files.list(directory)) {
            return files.findAny().isPresent();
        }
    }

    private ScaleImport importInto(MemorySampler memory) {
        DatabaseOptions options = DatabaseOptions.defaults().buildThreads(settings.buildThreads());
        try (Database database = ContextDB.open(databaseDirectory, options)) {
            return ScaleImport.run(database, data, settings, memory, progress);
        }
    }

    private List<FreshStart> freshStarts(long node) throws IOException {
        Optional<List<String>> program = FreshStart.command();
        List<FreshStart> starts = new ArrayList<>();
        for (int i = 0; program.isPresent() && i < settings.freshStarts(); i++) {
            starts.add(FreshStart.run(program.get(), databaseDirectory, node));
        }
        return starts;
    }
}

package io.contextdb.bench.ann;

import io.contextdb.bench.common.Ranges;
import io.contextdb.bench.common.ResultOutput;
import io.contextdb.cli.spi.CommandContext;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code contextdb bench ann}. */
@Command(
        name = "ann",
        showDefaultValues = true,
        description = {
            "Recall and speed of a vector index: builds it over DIR/base.fvecs, writes and maps its file, and"
                    + " searches for DIR/query.fvecs.",
            "DIR/meta.txt may have a line metric=l2|cosine|dot (without it: l2); DIR/gt.ivecs has the exact neighbours"
                    + " (without it they are computed). Index bytes are those of the index file and of the vectors."
        })
public final class AnnCommand implements Callable<Integer> {
    private static final double[] RECALLS = {0.95, 0.99};

    private final CommandContext context;

    @Parameters(paramLabel = "DIR", description = "Where the files are.")
    private Path directory = Path.of(".");

    @Option(names = "--index", paramLabel = "TYPE", description = "hnsw, ivf, flat, or a plug-in's name.")
    private String type = "hnsw";

    @Option(names = "--m", description = "Links of a row, for hnsw.")
    private int m = 16;

    @Option(names = "--ef-construction", description = "Width of the search for links, for hnsw.")
    private int efConstruction = 200;

    @Option(names = "--ef", split = ",", description = "Search widths to try; for ivf the lists that are searched.")
    private List<Integer> efs = List.of(10, 20, 40, 80, 120, 200, 400);

    @Option(names = "--threads", description = "Threads that build, and threads that search at the same time.")
    private int threads = 1;

    @Option(names = "--seconds", description = "How long each search width is measured, at least.")
    private double seconds = 1;

    @Option(names = "--compare", paramLabel = "hnswlib", description = "Measure hnswlib (C++, one thread) too.")
    private @Nullable Rival compare;

    @Option(names = "--database", description = "Measure the same searches through a database too.")
    private boolean throughDatabase;

    @Mixin
    private ResultOutput output;

    /** What can be compared with. */
    enum Rival {
        /** The C++ library of the paper's authors. */
        HNSWLIB
    }

    /** Will report to {@code context}. */
    public AnnCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        AnnSettings settings = settings();
        String obstacle = compare == Rival.HNSWLIB ? HnswlibBench.obstacle() : "";
        if (!obstacle.isEmpty()) {
            context.message("hnswlib is left out: " + obstacle);
        }
        try (Arena arena = Arena.ofShared()) {
            AnnDataset dataset = AnnDataset.read(directory, arena);
            AnnBench bench = new AnnBench(dataset, settings, context.progress());
            AnnResult ours = bench.run();
            List<AnnResult.Search> database = throughDatabase
                    ? new DatabaseBench(dataset, settings, context.progress()).run(bench.options())
                    : List.of();
            AnnResult theirs = null;
            if (compare == Rival.HNSWLIB && obstacle.isEmpty()) {
                context.message("compiling and running hnswlib ...");
                theirs = new HnswlibBench(dataset, settings).run();
            }
            print(ours, database, theirs);
        }
        return 0;
    }

    private AnnSettings settings() {
        Ranges.check("--threads", threads, 1, 256);
        Ranges.check("--seconds", seconds, 0, 3600);
        efs.forEach(ef -> Ranges.atLeast("--ef", ef, 1));
        return new AnnSettings(type, m, efConstruction, efs, threads, seconds);
    }

    private void print(AnnResult ours, List<AnnResult.Search> database, @Nullable AnnResult theirs) {
        output.print(context, () -> toJson(ours, database, theirs), () -> printTables(ours, database, theirs));
    }

    private static Map<String, Object> toJson(
            AnnResult ours, List<AnnResult.Search> database, @Nullable AnnResult theirs) {
        Map<String, Object> object = new LinkedHashMap<>(ours.toJson());
        if (!database.isEmpty()) {
            object.put("database", AnnResult.toJson(database));
        }
        if (theirs != null) {
            object.put("hnswlib", theirs.toJson());
            Map<String, Object> ratios = new LinkedHashMap<>();
            ratios.put("build_cpu", ours.buildCpuSeconds() / theirs.buildCpuSeconds());
            for (double recall : RECALLS) {
                ratios.put("qps_cpu_at_" + recall, ratio(ours, theirs, recall));
            }
            object.put("ratio", ratios);
        }
        return object;
    }

    private void printTables(AnnResult ours, List<AnnResult.Search> database, @Nullable AnnResult theirs) {
        List<List<Object>> builds = new ArrayList<>();
        List<List<Object>> searches = new ArrayList<>();
        add(type, ours, builds, searches);
        add("database", database, searches);
        if (theirs != null) {
            add("hnswlib", theirs, builds, searches);
        }
        context.printTable(List.of("index", "build s", "build CPU s", "index bytes"), builds);
        context.out().println();
        context.printTable(
                List.of("index", "ef", "recall@10", "QPS/CPU", "QPS", "p50 us", "p99 us", "bytes/query"), searches);
        if (theirs != null) {
            context.out().println();
            context.out()
                    .printf("build CPU, %s / hnswlib: %.2f%n", type, ours.buildCpuSeconds() / theirs.buildCpuSeconds());
            for (double recall : RECALLS) {
                context.out()
                        .printf(
                                "QPS/CPU at recall %.2f, %s / hnswlib: %.2f%n",
                                recall, type, ratio(ours, theirs, recall));
            }
        }
    }

    private static void add(String name, AnnResult result, List<List<Object>> builds, List<List<Object>> searches) {
        builds.add(List.of(name, result.buildWallSeconds(), result.buildCpuSeconds(), result.indexBytes()));
        add(name, result.search(), searches);
    }

    private static void add(String name, List<AnnResult.Search> measured, List<List<Object>> searches) {
        for (AnnResult.Search search : measured) {
            searches.add(List.of(
                    name,
                    search.ef(),
                    search.recall(),
                    search.queriesPerCpuSecond(),
                    search.queriesPerSecond(),
                    search.p50Micros(),
                    search.p99Micros(),
                    Double.isNaN(search.bytesPerQuery()) ? "" : search.bytesPerQuery()));
        }
    }

    private static double ratio(AnnResult ours, AnnResult theirs, double recall) {
        return ours.queriesPerCpuSecondAt(recall) / theirs.queriesPerCpuSecondAt(recall);
    }
}

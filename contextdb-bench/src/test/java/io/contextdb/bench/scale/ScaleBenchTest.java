package io.contextdb.bench.scale;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.Progress;
import io.contextdb.bench.JsonObject;
import io.contextdb.bench.RecordingContext;
import io.contextdb.bench.generate.ClusteredGraph;
import io.contextdb.bench.generate.DatasetWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ScaleBenchTest {
    private static final ClusteredGraph GRAPH = new ClusteredGraph(2000, 6000, 24, 10, 7);

    @TempDir
    private Path directory;

    @Test
    void importsOpensAndAnswers() throws IOException {
        new DatasetWriter(GRAPH, directory.resolve("data"), Progress.none()).writeGraph();
        RecordingContext context = new RecordingContext();
        Path database = directory.resolve("database");
        run(
                context,
                "data",
                "--database",
                database.toString(),
                "--json",
                "--ef",
                "400,20",
                "--queries",
                "30",
                "--threads",
                "1");

        JsonObject result = context.objects.getFirst();
        assertEquals(2000, result.number("nodes"));
        assertEquals(6000, result.number("edges"));
        assertEquals(2000, result.number("vectors"));
        assertEquals(
                Map.of("type", "hnsw", "m", 8, "ef_construction", 60, "build_threads", 1),
                result.object("index").values());
        JsonObject imported = result.object("import");
        imported.keys().forEach(key -> assertTrue(imported.number(key.toString()) > 0, () -> key + " is not positive"));

        JsonObject widest = result.objects("similar").getLast();
        assertEquals(20, result.objects("similar").getFirst().number("ef"), "ascending");
        assertTrue(widest.number("recall_at_10") >= 0.99, widest.toString());
        assertTrue(widest.number("p50_us") <= widest.number("p99_us"));
        assertTrue(result.keys().contains("similar_at_0.95"));
        double related = result.object("hybrid").number("related");
        assertTrue(related > 1 && related < 2000, "nodes within two hops: " + related);
        assertTrue(result.object("open").number("warm_first_hybrid_ms") > 0);
        if (Files.exists(Path.of("/proc/self/status"))) {
            assertEquals(
                    List.of("graph", "vectors", "index", "snapshot", "queries"),
                    List.copyOf(result.object("rss_anon_peak_mib").keys()));
        }
        assertTrue(context.phases.contains("building index embedding"), context.phases.toString());

        // The database stays, and is used without another import.
        RecordingContext again = new RecordingContext();
        run(again, "nowhere", "--database", database.toString(), "--ef", "20", "--queries", "5");
        assertTrue(again.objects.isEmpty());
        assertEquals("question", again.tables.getFirst().getFirst());
        assertFalse(again.phases.contains("building index embedding"));

        // What a new process is started for.
        RecordingContext first = new RecordingContext();
        run(first, "nowhere", "--database", database.toString(), "--first-answer", "7");
        assertTrue(Double.parseDouble(first.text().strip()) > 0);
    }

    @Test
    void refusesNumbersOutOfRange() {
        for (String option : List.of("--threads", "--queries", "--ef")) {
            ContextDbException refused =
                    assertThrows(ContextDbException.class, () -> run(new RecordingContext(), "nowhere", option, "0"));
            assertEquals(ErrorCode.INVALID_ARGUMENT, refused.code());
            assertTrue(refused.getMessage().contains(option + " 0"), refused.getMessage());
        }
    }

    private void run(RecordingContext context, String data, String... options) {
        List<String> arguments = new ArrayList<>(List.of(directory.resolve(data).toString()));
        arguments.addAll(List.of("--m", "8", "--ef-construction", "60", "--fresh-starts", "0"));
        arguments.addAll(List.of(options));
        ScaleCommand command = new ScaleCommand(context);
        new CommandLine(command).parseArgs(arguments.toArray(String[]::new));
        try {
            command.call();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.contextdb.bench.ann;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.Progress;
import io.contextdb.bench.JsonObject;
import io.contextdb.bench.RecordingContext;
import io.contextdb.bench.generate.ClusteredGraph;
import io.contextdb.bench.generate.DatasetWriter;
import io.contextdb.testkit.Seeds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class AnnBenchTest {
    private static final ClusteredGraph GRAPH = new ClusteredGraph(1500, 0, 20, 10, 3);

    @TempDir
    private Path directory;

    @BeforeEach
    void writeData() throws IOException {
        new DatasetWriter(GRAPH, directory, Progress.none()).writeSearch(25, 10, false);
    }

    @Test
    void theExactScanFindsEverything() {
        JsonObject result = run("--index", "flat", "--ef", "10");
        assertEquals(1, result.objects("search").getFirst().number("recall_at_10"));
    }

    @Test
    void aWiderSearchOfAGraphFindsMore() {
        JsonObject result = run("--ef", "10,1000", "--m", "4", "--ef-construction", "20");
        double narrow = result.objects("search").getFirst().number("recall_at_10");
        double wide = result.objects("search").getLast().number("recall_at_10");
        assertTrue(narrow > 0.1 && narrow < wide && wide > 0.99, narrow + ", " + wide);
        double indexBytes = result.object("build").number("index_bytes");
        assertTrue(indexBytes > 1500 * 4 * 20, "at least the vectors: " + indexBytes);
    }

    /** A database with the same rows has the same index, so the same rows are found. */
    @Test
    void findsTheSameThroughADatabase() {
        for (String type : List.of("hnsw", "ivf")) {
            JsonObject result = run("--index", type, "--database", "--ef", "3,12");
            for (int i = 0; i < 2; i++) {
                assertEquals(
                        result.objects("search").get(i).number("recall_at_10"),
                        result.objects("database").get(i).number("recall_at_10"),
                        1e-9);
            }
        }
    }

    /** Without the answers' file they are computed; both must be the same for recall to be 1. */
    @Test
    void computesExactAnswersThatAreMissing() throws IOException {
        Files.delete(directory.resolve("gt.ivecs"));
        theExactScanFindsEverything();
    }

    @Test
    void measuresUnderTheMetricOfTheDataSet() throws IOException {
        for (String metric : List.of("cosine", "dot")) {
            Files.writeString(directory.resolve("meta.txt"), "metric=" + metric + "\n");
            theExactScanFindsEverything();
        }
        Files.writeString(directory.resolve("meta.txt"), "metric=cubic\n");
        assertTrue(refusal(ErrorCode.MALFORMED_INPUT).contains("metric=cubic"));
    }

    @Test
    void findsTheMetricAmongOtherLines() throws IOException {
        for (String meta : List.of("name=caf\u00E9\r\nMETRIC = Cubic \r\n", "\uFEFFmetric=CUBIC")) {
            Files.writeString(directory.resolve("meta.txt"), meta);
            assertTrue(
                    refusal(ErrorCode.MALFORMED_INPUT).toLowerCase(Locale.ROOT).contains("metric=cubic;"), meta);
        }
        Files.write(directory.resolve("meta.txt"), "name=caf\u00E9\n".getBytes(StandardCharsets.ISO_8859_1));
        theExactScanFindsEverything();
    }

    /** Finding what is nearer than the answers of the file says that the file is wrong, not that all was found. */
    @Test
    void recallIsThatOfTheAnswersGiven() throws IOException {
        ByteBuffer answers = ByteBuffer.allocate(25 * 11 * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        Random random = Seeds.random(getClass().getName());
        for (int query = 0; query < 25; query++) {
            answers.putInt(10);
            random.ints(10, 0, 1500).forEach(answers::putInt);
        }
        Files.write(directory.resolve("gt.ivecs"), answers.array());
        JsonObject result = run("--index", "flat", "--ef", "10");
        double recall = result.objects("search").getFirst().number("recall_at_10");
        assertTrue(recall < 0.5, "recall " + recall);
    }

    @Test
    void refusesFilesThatDoNotFit() throws IOException {
        Path base = directory.resolve("base.fvecs");
        byte[] bytes = Files.readAllBytes(base);
        Files.write(base, Arrays.copyOf(bytes, bytes.length - 3));
        assertTrue(refusal(ErrorCode.MALFORMED_INPUT).contains("truncated"));
        Files.copy(directory.resolve("gt.ivecs"), base, StandardCopyOption.REPLACE_EXISTING);
        assertTrue(refusal(ErrorCode.MALFORMED_INPUT).contains("dimension"));
        Files.delete(base);
        assertTrue(refusal(ErrorCode.FILE_NOT_FOUND).contains("base.fvecs"));
    }

    @Test
    void interpolatesBetweenWidths() {
        AnnResult result = new AnnResult(1, 1, 1, List.of(search(10, 0.9, 4000), search(20, 1.0, 1000)));
        assertEquals(4000, result.queriesPerCpuSecondAt(0.5));
        assertEquals(2000, result.queriesPerCpuSecondAt(0.95), 1e-6);
        assertEquals(1000, result.queriesPerCpuSecondAt(1.0), 1e-6);
        AnnResult low = new AnnResult(1, 1, 1, List.of(search(10, 0.9, 4000)));
        assertTrue(Double.isNaN(low.queriesPerCpuSecondAt(0.95)));
    }

    private static AnnResult.Search search(int ef, double recall, double queriesPerCpuSecond) {
        return new AnnResult.Search(ef, recall, queriesPerCpuSecond, 1, 1, 1, 0);
    }

    private String refusal(ErrorCode code) {
        ContextDbException refused = assertThrows(ContextDbException.class, () -> run("--index", "flat"));
        assertEquals(code, refused.code());
        return String.valueOf(refused.getMessage());
    }

    private JsonObject run(String... options) {
        List<String> arguments = new ArrayList<>(List.of(directory.toString(), "--json", "--seconds", "0"));
        arguments.addAll(List.of(options));
        RecordingContext context = new RecordingContext();
        AnnCommand command = new AnnCommand(context);
        new CommandLine(command).parseArgs(arguments.toArray(String[]::new));
        try {
            command.call();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return context.objects.getFirst();
    }
}

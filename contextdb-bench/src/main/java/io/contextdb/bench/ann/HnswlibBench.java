package io.contextdb.bench.ann;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.Metric;
import io.contextdb.cli.measure.TemporaryDirectory;
import io.contextdb.memory.NativeMemory;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The same measurement over hnswlib in C++: compiles {@code hnswlib.cpp} with {@code g++ -O3 -march=native} and runs
 * it, with one thread. Cosine becomes the inner product of vectors of length 1, as hnswlib's documentation says.
 */
final class HnswlibBench {
    private static final Path HEADER = Path.of("/usr/include/hnswlib/hnswlib.h");

    private final AnnDataset dataset;
    private final AnnSettings settings;

    HnswlibBench(AnnDataset dataset, AnnSettings settings) {
        this.dataset = dataset;
        this.settings = settings;
    }

    /** Why it cannot be run here, or an empty string when it can. */
    static String obstacle() {
        if (!Files.exists(HEADER)) {
            return HEADER + " is missing (Debian and Ubuntu: apt-get install libhnswlib-dev)";
        }
        try {
            return new ProcessBuilder("g++", "--version")
                                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                                    .start()
                                    .waitFor()
                            == 0
                    ? ""
                    : "g++ --version failed";
        } catch (IOException e) {
            return "g++ is missing";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw interrupted(e);
        }
    }

    AnnResult run() throws IOException {
        try (TemporaryDirectory temporary = TemporaryDirectory.named("contextdb-bench-hnswlib-")) {
            Path directory = temporary.path();
            Path program = compile(directory);
            boolean unit = dataset.metric() == Metric.COSINE;
            Path base = directory.resolve("base.fvecs");
            Path queries = directory.resolve("query.fvecs");
            write(dataset.base(), unit, base);
            write(dataset.queries(), unit, queries);
            Path found = directory.resolve("found");
            List<String> command = new ArrayList<>(List.of(
                    program.toString(),
                    base.toString(),
                    queries.toString(),
                    dataset.metric() == Metric.EUCLIDEAN ? "l2" : "ip",
                    String.valueOf(settings.m()),
                    String.valueOf(settings.efConstruction()),
                    String.valueOf(settings.secondsPerWidth()),
                    directory.resolve("index").toString(),
                    found.toString()));
            settings.efs().forEach(ef -> command.add(String.valueOf(ef)));
            return parse(execute(command), Files.readAllBytes(found));
        }
    }

    private static Path compile(Path directory) throws IOException {
        Path source = directory.resolve("hnswlib.cpp");
        try (InputStream resource =
                Objects.requireNonNull(HnswlibBench.class.getResourceAsStream("hnswlib.cpp"), "hnswlib.cpp")) {
            Files.copy(resource, source);
        }
        Path program = directory.resolve("hnswlib");
        execute(List.of(
                "g++", "-std=c++17", "-O3", "-march=native", "-o", program.toString(), source.toString(), "-pthread"));
        return program;
    }

    private static void write(FileRows rows, boolean unit, Path path) throws IOException {
        int dimension = rows.dimension();
        ByteBuffer bytes = ByteBuffer.allocate((1 + dimension) * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        try (OutputStream out = Files.newOutputStream(path)) {
            for (int row = 0; row < rows.count(); row++) {
                bytes.clear().putInt(dimension);
                float scale = unit ? rows.inverseNorm(row) : 1;
                for (int i = 0; i < dimension; i++) {
                    bytes.putFloat(scale * NativeMemory.getFloat(rows.address(row) + (long) i * Float.BYTES));
                }
                out.write(bytes.array());
            }
        }
    }

    private static List<String> execute(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (Stream<String> output = process.inputReader().lines()) {
            List<String> lines = output.toList();
            if (process.waitFor() != 0) {
                throw new ContextDbException(
                        ErrorCode.FAILED,
                        command.getFirst() + " failed with exit code " + process.exitValue() + ": "
                                + String.join("; ", lines));
            }
            return lines;
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw interrupted(e);
        }
    }

    private AnnResult parse(List<String> lines, byte[] found) {
        String[] build = lines.getFirst().split(" ");
        int[] rows = new int[found.length / Integer.BYTES];
        ByteBuffer.wrap(found).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().get(rows);
        int perWidth = dataset.queries().count() * AnnDataset.K;
        List<AnnResult.Search> searches = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            String[] line = lines.get(i).split(" ");
            int[] ofWidth = Arrays.copyOfRange(rows, (i - 1) * perWidth, i * perWidth);
            searches.add(new AnnResult.Search(
                    Integer.parseInt(line[1]),
                    dataset.recall(ofWidth),
                    Double.parseDouble(line[2]),
                    Double.parseDouble(line[3]),
                    Double.parseDouble(line[4]),
                    Double.parseDouble(line[5]),
                    Double.NaN));
        }
        return new AnnResult(
                Double.parseDouble(build[1]), Double.parseDouble(build[2]), Long.parseLong(build[3]), searches);
    }

    private static ContextDbException interrupted(InterruptedException cause) {
        return new ContextDbException(ErrorCode.CANCELLED, "interrupted while hnswlib ran", cause);
    }
}

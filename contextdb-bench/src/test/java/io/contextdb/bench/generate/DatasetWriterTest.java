package io.contextdb.bench.generate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.Progress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetWriterTest {
    private static final ClusteredGraph GRAPH = new ClusteredGraph(1000, 5000, 16, 10, 7);

    @TempDir
    private Path directory;

    @Test
    void equalSeedsGiveEqualBytes() throws IOException {
        write("a", GRAPH);
        write("b", GRAPH);
        write("c", new ClusteredGraph(1000, 5000, 16, 10, 8));
        for (String name :
                List.of("nodes.csv", "edges.csv", "vectors.fvecs", "base.fvecs", "query.fvecs", "gt.ivecs")) {
            assertEquals(
                    -1,
                    Files.mismatch(
                            directory.resolve("a").resolve(name),
                            directory.resolve("b").resolve(name)));
        }
        assertTrue(Files.mismatch(directory.resolve("a/edges.csv"), directory.resolve("c/edges.csv")) >= 0);
    }

    @Test
    void filesHoldWhatTheyShould() throws IOException {
        write("a", GRAPH);
        assertEquals(1001, Files.readAllLines(directory.resolve("a/nodes.csv")).size());
        List<String> edges = Files.readAllLines(directory.resolve("a/edges.csv"));
        assertEquals(5001, edges.size());
        long within =
                edges.stream().skip(1).filter(DatasetWriterTest::withinCluster).count();
        assertTrue(within > 3800 && within < 4400, () -> within + " of 5000 edges stay in their cluster");
        assertEquals(1000L * 17 * 4, Files.size(directory.resolve("a/vectors.fvecs")));
    }

    /** The neighbours are those of a second, independent computation in double. */
    @Test
    void neighboursAreExact() throws IOException {
        write("a", GRAPH);
        float[][] base = vectors("a/base.fvecs", 1000);
        float[][] queries = vectors("a/query.fvecs", 20);
        ByteBuffer answers = read("a/gt.ivecs");
        for (float[] query : queries) {
            assertEquals(5, answers.getInt());
            double[] products = new double[5];
            for (int i = 0; i < 5; i++) {
                products[i] = product(query, base[answers.getInt()]);
            }
            double[] best = Arrays.stream(base)
                    .mapToDouble(row -> -product(query, row))
                    .sorted()
                    .limit(5)
                    .map(product -> -product)
                    .toArray();
            assertArrayEquals(best, products, 1e-6);
        }
    }

    private void write(String name, ClusteredGraph graph) throws IOException {
        DatasetWriter writer = new DatasetWriter(graph, directory.resolve(name), Progress.none());
        writer.writeGraph();
        writer.writeSearch(20, 5, true);
    }

    private static boolean withinCluster(String line) {
        String[] fields = line.split(",", -1);
        return Integer.parseInt(fields[0]) % 10 == Integer.parseInt(fields[1]) % 10;
    }

    private static double product(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }

    private float[][] vectors(String name, int count) throws IOException {
        ByteBuffer bytes = read(name);
        float[][] vectors = new float[count][];
        for (int i = 0; i < count; i++) {
            vectors[i] = new float[bytes.getInt()];
            for (int j = 0; j < vectors[i].length; j++) {
                vectors[i][j] = bytes.getFloat();
            }
        }
        assertEquals(0, bytes.remaining());
        return vectors;
    }

    private ByteBuffer read(String name) throws IOException {
        return ByteBuffer.wrap(Files.readAllBytes(directory.resolve(name))).order(ByteOrder.LITTLE_ENDIAN);
    }
}

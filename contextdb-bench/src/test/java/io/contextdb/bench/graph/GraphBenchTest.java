package io.contextdb.bench.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.Progress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GraphBenchTest {
    @TempDir
    private Path directory;

    /** Ids without order and up to 64 bits, a loop, a parallel edge, a node without a direction. */
    @Test
    void countsTheAnswersThatAreWrong() throws IOException {
        String low = "7";
        String high = "18446744073709551615";
        write("nodes.csv", "id,label", high + ",A", low + ",A", "9,A");
        write("edges.csv", "from,to,kind", low + "," + high + ",LINKS", high + "," + low + ",LINKS", "7,7,LINKS");
        writeVectors(new float[][] {{1, 0}, {1, 0.5f}, {0, 0}});
        write(
                "queries.tsv",
                "hop1\t7\t1\t" + high,
                "hop1\t7\t2\t" + high,
                "hop2\t" + high + "\t1\t7",
                "path\t7\t9\t-1",
                "path\t7\t9\t1",
                "vec\t7\t7," + high + "\t0.894427",
                "hyb\t7\t" + high + "\t7",
                "hyb\t7\t" + high + "\t9");
        assertEquals(
                "hop1 1/2, hop2 0/1, path 1/2, vec 0/1, hyb 1/2",
                String.join(
                        ", ",
                        run().kinds().stream()
                                .map(kind -> kind.kind() + " " + kind.wrong() + "/" + kind.count())
                                .toList()));
    }

    /** When ids are the numbers of rows, a vector belongs to its number, wherever the node is in the file. */
    @Test
    void givesVectorsToTheIdsOfTheirRows() throws IOException {
        write("nodes.csv", "id,label", "2,A", "0,A", "1,A");
        write("edges.csv", "from,to,kind", "0,1,LINKS");
        writeVectors(new float[][] {{1, 0}, {0, 1}, {1, 1}});
        write("queries.tsv", "vec\t0\t0,2\t0.7071068", "hyb\t2\t0\t1");
        for (GraphResult.Kind kind : run().kinds()) {
            assertEquals(0, kind.wrong(), kind.kind());
            assertEquals(1, kind.recall(), kind.kind());
        }
    }

    @Test
    void refusesQuestionsThatTheFilesCannotAnswer() throws IOException {
        write("nodes.csv", "id,label", "1,A", "2,A");
        write("edges.csv", "from,to,kind", "1,2,LINKS");
        refuses(ErrorCode.FILE_NOT_FOUND);
        write("queries.tsv", "vec\t1\t1,2\t0.5");
        refuses(ErrorCode.MALFORMED_INPUT);
        write("queries.tsv", "path\t1\t3\t-1");
        refuses(ErrorCode.NODE_NOT_FOUND);
    }

    private void refuses(ErrorCode code) {
        assertEquals(code, assertThrows(ContextDbException.class, this::run).code());
    }

    private GraphResult run() throws IOException {
        Path databases = Files.createTempDirectory(directory, "databases");
        return new GraphBench(new GraphDataset(directory), databases, Progress.none()).run();
    }

    private void write(String name, String... lines) throws IOException {
        Files.write(directory.resolve(name), List.of(lines));
    }

    private void writeVectors(float[][] vectors) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(vectors.length * (1 + vectors[0].length) * Float.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
        for (float[] vector : vectors) {
            bytes.putInt(vector.length);
            for (float component : vector) {
                bytes.putFloat(component);
            }
        }
        Files.write(directory.resolve("vectors.fvecs"), bytes.array());
    }
}

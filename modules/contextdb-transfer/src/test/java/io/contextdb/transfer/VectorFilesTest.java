package io.contextdb.transfer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VectorFilesTest {
    private static final float[][] ROWS = {{1, -0.5f, 3}, {0.25f, 65504, -2}};

    @TempDir
    Path directory;

    private ImportRun run;

    @BeforeEach
    void begin() {
        run = new ImportRun(directory);
    }

    @ParameterizedTest
    @CsvSource({"1,<f4", "2,<f4", "3,<f4", "1,<f2", "3,<f2"})
    void readsNpyOfEachVersionAndPrecision(int version, String type) throws IOException {
        byte[] npy = npy(version, header(type, "False", "(2, 3)"), type.equals("<f2"));
        assertRows(run.write("plain.npy", npy), 2);
        assertRows(run.write("compressed.npy.gz", npy), 2);
        // The content decides, not the name.
        assertRows(run.write("misnamed.data", npy), 2);
    }

    @Test
    void readsFvecsAndBvecs() throws IOException {
        assertRows(run.write("rows.fvecs", fvecs(ROWS)), 2);
        assertRows(run.write("rows.fvecs.gz", fvecs(ROWS)), -1);
        Path bytes = run.write("rows.bvecs", new byte[] {2, 0, 0, 0, 7, (byte) 255});
        try (VectorReader reader = VectorReader.open(bytes)) {
            float[] row = new float[2];
            assertTrue(reader.next(row));
            assertArrayEquals(new float[] {7, 255}, row);
            assertFalse(reader.next(row));
        }
    }

    @Test
    void readsIvecs() throws IOException {
        byte[] content = {2, 0, 0, 0, 7, 0, 0, 0, -1, -1, -1, -1, 0, 0, 0, 0};
        assertArrayEquals(new int[][] {{7, -1}, {}}, IvecsFile.read(run.write("gt.ivecs", content)));
        Path cut = run.write("cut.ivecs", ImportRun.cut(content, 11));
        assertEquals(
                ErrorCode.MALFORMED_INPUT,
                assertThrows(ContextDbException.class, () -> IvecsFile.read(cut))
                        .code());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {'descr': '>f4', 'fortran_order': False, 'shape': (2, 3), }   | components of type '>f4'; '<f4' and '<f2' are read
            {'descr': '<f8', 'fortran_order': False, 'shape': (2, 3), }   | components of type '<f8'
            {'descr': '<f4', 'fortran_order': True, 'shape': (2, 3), }    | the matrix is in Fortran order
            {'descr': '<f4', 'fortran_order': False, 'shape': (6,), }     | the shape (6,); it must be (rows, dimension)
            {'descr': '<f4', 'fortran_order': False, 'shape': (1, 2, 3), } | the shape (1, 2, 3)
            {'descr': '<f4', 'fortran_order': False, 'shape': (2, 0), }   | the dimension 0; it must be 1 to 65535
            {'descr': '<f4', 'fortran_order': False, 'shape': (2, 65536), } | the dimension 65536
            {'descr': '<f4', 'fortran_order': False, 'shape': (999999999999999, 3), } | rows; the limit is
            {'descr': '<f4', 'fortran_order': False, 'shape': (3, 3), }   | its header (3, 3) of float32 asks for
            {'fortran_order': False, 'shape': (2, 3), }                   | the header has no readable 'descr'
            """)
    void refusesNpyItCannotRead(String header, String reason) throws IOException {
        assertRefused(run.write("bad.npy", npy(1, header, false)), reason);
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 7, 9, 40, 90})
    void refusesNpyThatIsCutOff(int length) throws IOException {
        byte[] npy = npy(1, header("<f4", "False", "(2, 3)"), false);
        assertTrue(length < npy.length);
        assertRefused(run.write("cut.npy", ImportRun.cut(npy, length)), "offset ");
        assertRefused(run.write("cut.npy.gz", ImportRun.cut(npy, length)), "offset ");
    }

    @Test
    void refusesFvecsThatDoNotAddUp() throws IOException {
        byte[] fvecs = fvecs(ROWS);
        assertRefused(
                run.write("cut.fvecs", ImportRun.cut(fvecs, 30)), "no multiple of the 16 of a row of dimension 3");
        assertRefused(run.write("cut.fvecs.gz", ImportRun.cut(fvecs, 30)), "offset 16: the file ends within a row");
        assertRefused(run.write("head.fvecs", ImportRun.cut(fvecs, 3)), "too few for one row");
        fvecs[16] = 4;
        assertRefused(run.write("mixed.fvecs", fvecs), "offset 16: a row of dimension 4 in a file of dimension 3");
        fvecs[0] = 0;
        assertRefused(run.write("zero.fvecs", fvecs), "the dimension 0; it must be 1 to 65535");
    }

    @Test
    void importsRowsToConsecutiveNodes() throws IOException {
        Path nodes = run.write("nodes.csv", "id", "5", "6");
        ImportOptions.Vectors place = new ImportOptions.Vectors("face", 5, Optional.empty());
        run.read(ImportOptions.defaults().vectors(place), run.write("rows.fvecs", fvecs(ROWS)), nodes);
        assertArrayEquals(ROWS[0], run.loader.vectors.get("face/5"));
        assertArrayEquals(ROWS[1], run.loader.vectors.get("face/6"));
    }

    @Test
    void refusesRowsOfMissingNodesAndOfNumbersThatAreNone() throws IOException {
        Path nodes = run.write("nodes.csv", "id", "0");
        Path vectors = run.write("rows.fvecs", fvecs(new float[][] {{Float.NaN, 1, 1}, {1, 1, 1}}));
        assertEquals(2, run.read(nodes, vectors).rejected());
        assertEquals(
                List.of("row 0 (node 0): CDB-1002: component NaN", "row 1 (node 1): CDB-2000: no node 1"),
                run.reasons(directory.resolve("rows.fvecs.rejects")));
    }

    @Test
    void aDimensionThatDoesNotFitEndsTheImport() throws IOException {
        Path nodes = run.write("nodes.csv", ":ID,embedding:vector", "0,1;2", "1,");
        ContextDbException failure =
                run.readFails(ImportOptions.defaults(), nodes, run.write("rows.fvecs", fvecs(ROWS)));
        assertEquals(ErrorCode.DIMENSION_MISMATCH, failure.code());
        assertTrue(failure.getMessage().contains("rows.fvecs, row 0 (node 0): dimension 3; it must be 2"));
    }

    private void assertRows(Path file, long rows) {
        try (VectorReader reader = VectorReader.open(file)) {
            assertEquals(3, reader.dimension());
            assertEquals(rows, reader.rows());
            float[] row = new float[3];
            for (float[] expected : ROWS) {
                assertTrue(reader.next(row));
                assertArrayEquals(expected, row);
            }
            assertFalse(reader.next(row));
        }
    }

    private static void assertRefused(Path file, String reason) {
        ContextDbException failure = assertThrows(ContextDbException.class, () -> {
            try (VectorReader reader = VectorReader.open(file)) {
                float[] row = new float[reader.dimension()];
                while (reader.next(row)) {
                    assertEquals(reader.dimension(), row.length);
                }
            }
        });
        assertEquals(ErrorCode.MALFORMED_INPUT, failure.code());
        assertTrue(failure.getMessage().contains(file + ", offset "), failure::getMessage);
        assertTrue(failure.getMessage().contains(reason), failure::getMessage);
    }

    private static String header(String type, String fortran, String shape) {
        return "{'descr': '" + type + "', 'fortran_order': " + fortran + ", 'shape': " + shape + ", }";
    }

    private static byte[] npy(int version, String header, boolean half) {
        byte[] text = (header + "\n").getBytes(StandardCharsets.UTF_8);
        ByteBuffer buffer = ByteBuffer.allocate(1024).order(ByteOrder.LITTLE_ENDIAN);
        buffer.put((byte) 0x93)
                .put("NUMPY".getBytes(StandardCharsets.US_ASCII))
                .put((byte) version)
                .put((byte) 0);
        if (version == 1) {
            buffer.putShort((short) text.length);
        } else {
            buffer.putInt(text.length);
        }
        buffer.put(text);
        for (float[] row : ROWS) {
            for (float component : row) {
                if (half) {
                    buffer.putShort(Float.floatToFloat16(component));
                } else {
                    buffer.putFloat(component);
                }
            }
        }
        return ImportRun.cut(buffer.array(), buffer.position());
    }

    private static byte[] fvecs(float[][] rows) {
        ByteBuffer buffer =
                ByteBuffer.allocate(rows.length * (4 + 4 * rows[0].length)).order(ByteOrder.LITTLE_ENDIAN);
        for (float[] row : rows) {
            buffer.putInt(row.length);
            for (float component : row) {
                buffer.putFloat(component);
            }
        }
        return buffer.array();
    }
}

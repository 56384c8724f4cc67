package io.contextdb.testkit.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.Metric;
import io.contextdb.api.spi.VectorIndex;
import io.contextdb.api.spi.VectorIndexReader;
import io.contextdb.testkit.vector.ExactSearch.Hit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What an index writes: bytes that depend on the rows alone, from which it opens again as it was, and in which no
 * damage passes for an answer.
 */
public abstract class IndexFileContract extends AbstractIndexContract {
    /** For subclasses. */
    protected IndexFileContract() {}

    @Test
    void hasBoundariesThatDependOnRowsAlone() {
        try (VectorIndex index = open(Metric.COSINE, DIMENSION, 1);
                VectorIndex other = open(Metric.COSINE, DIMENSION, 2)) {
            int before = 0;
            for (int rows = 0; rows < 20_000; rows++) {
                int boundary = index.boundary(rows);
                assertTrue(boundary >= before && boundary <= rows, "boundary " + boundary + " of " + rows);
                assertEquals(boundary, index.boundary(boundary));
                assertEquals(boundary, other.boundary(rows));
                before = boundary;
            }
            NativeRows rows = clusteredRows(Metric.COSINE, 500);
            index.extend(rows, index.boundary(500), indexed -> true);
            for (int i = 0; i < 2000; i++) {
                assertEquals(other.boundary(i), index.boundary(i));
            }
        }
    }

    @Test
    void writesTheSameBytesWithAnyNumberOfThreads() {
        for (Metric metric : Metric.values()) {
            NativeRows rows = clusteredRows(metric, ROWS);
            byte[] expected = null;
            for (int threads : new int[] {1, 2, 8}) {
                try (VectorIndex index = open(metric, DIMENSION, threads)) {
                    index.extend(rows, index.boundary(ROWS), indexed -> true);
                    byte[] bytes = IndexBytes.of(index);
                    expected = expected == null ? bytes : expected;
                    assertArrayEquals(expected, bytes, metric + ", threads " + threads);
                }
            }
        }
    }

    @Test
    void writesTheSameBytesHoweverTheRowsCame() {
        NativeRows rows = clusteredRows(Metric.COSINE, ROWS);
        byte[] expected;
        try (VectorIndex index = build(Metric.COSINE, rows)) {
            expected = IndexBytes.of(index);
        }
        try (VectorIndex index = open(Metric.COSINE, DIMENSION, 2)) {
            int present = 0;
            while (present < ROWS) {
                present = Math.min(ROWS, present + 1 + random.nextInt(90));
                index.extend(rows.first(present), index.boundary(present), indexed -> true);
            }
            assertArrayEquals(expected, IndexBytes.of(index), "extended in steps");
        }
        try (VectorIndex index = open(Metric.COSINE, DIMENSION, 1)) {
            int boundary = index.boundary(ROWS);
            int indexed = 0;
            for (int calls = 0; indexed < boundary; calls++) {
                assertTrue(calls <= ROWS, "extend makes no progress");
                index.extend(rows, boundary, stop -> false);
                try (VectorIndexReader reader = index.reader()) {
                    assertTrue(reader.indexedRows() > indexed);
                    indexed = reader.indexedRows();
                    assertEquals(indexed, index.boundary(indexed));
                }
            }
            assertArrayEquals(expected, IndexBytes.of(index), "stopped at every batch");
        }
    }

    @Test
    void opensAsItWasWritten() {
        for (Metric metric : Metric.values()) {
            NativeRows rows = clusteredRows(metric, ROWS);
            try (VectorIndex index = build(metric, rows)) {
                byte[] bytes = IndexBytes.of(index);
                try (VectorIndex opened = open(metric, DIMENSION, bytes);
                        VectorIndexReader reader = index.reader();
                        VectorIndexReader openedReader = opened.reader()) {
                    assertEquals(reader.indexedRows(), openedReader.indexedRows());
                    for (int i = 0; i < 50; i++) {
                        long query = rows.address(random.nextInt(ROWS));
                        assertEquals(
                                search(reader, metric, rows, query, 10, 0, null),
                                search(openedReader, metric, rows, query, 10, 0, null));
                    }
                    assertArrayEquals(bytes, IndexBytes.of(opened));
                }
            }
        }
    }

    @Test
    void growsOnAfterOpening() {
        NativeRows rows = clusteredRows(Metric.DOT, ROWS);
        byte[] expected;
        try (VectorIndex index = build(Metric.DOT, rows)) {
            expected = IndexBytes.of(index);
        }
        byte[] bytes;
        try (VectorIndex index = build(Metric.DOT, rows.first(200))) {
            bytes = IndexBytes.of(index);
        }
        for (int present = 300; present <= ROWS; present += 300) {
            try (VectorIndex index = open(Metric.DOT, DIMENSION, bytes)) {
                index.extend(rows.first(present), index.boundary(present), indexed -> true);
                bytes = IndexBytes.of(index);
            }
        }
        assertArrayEquals(expected, bytes);
    }

    @Test
    void neverAnswersFromDamagedBytes() {
        NativeRows rows = clusteredRows(Metric.COSINE, 300);
        byte[] bytes;
        List<Hit> expected;
        try (VectorIndex index = build(Metric.COSINE, rows);
                VectorIndexReader reader = index.reader()) {
            bytes = IndexBytes.of(index);
            expected = search(reader, Metric.COSINE, rows, rows.address(0), 300, 300, null);
        }
        int step = Math.max(1, bytes.length / 500);
        for (int at = random.nextInt(step); at < bytes.length; at += step) {
            byte[] damaged = bytes.clone();
            damaged[at] ^= (byte) (1 << random.nextInt(8));
            assertFound(damaged, rows, expected, "byte " + at + " changed");
        }
        for (int i = 0; i < 50; i++) {
            int length = random.nextInt(bytes.length);
            assertFound(Arrays.copyOf(bytes, length), rows, expected, "cut off at " + length);
        }
    }

    private void assertFound(byte[] damaged, NativeRows rows, List<Hit> expected, String damage) {
        ContextDbException found = assertThrows(
                ContextDbException.class,
                () -> {
                    try (VectorIndex index = open(Metric.COSINE, DIMENSION, damaged);
                            VectorIndexReader reader = index.reader()) {
                        assertEquals(
                                expected, search(reader, Metric.COSINE, rows, rows.address(0), 300, 300, null), damage);
                        IndexBytes.of(reader);
                    }
                },
                damage);
        if (found.code() != ErrorCode.FORMAT_TOO_NEW) {
            assertEquals(ErrorCode.CORRUPTION, found.code());
            assertEquals(Optional.of(ORIGIN), found.damagedFile());
            assertTrue(found.getMessage().contains("at byte "), found.getMessage());
        }
    }

    @Test
    void refusesAFileOfOtherOptions() {
        NativeRows rows = clusteredRows(Metric.COSINE, 100);
        byte[] bytes;
        try (VectorIndex index = build(Metric.COSINE, rows)) {
            bytes = IndexBytes.of(index);
        }
        for (Runnable opening : List.<Runnable>of(
                () -> open(Metric.DOT, DIMENSION, bytes).close(),
                () -> open(Metric.COSINE, DIMENSION + 1, bytes).close())) {
            ContextDbException refused = assertThrows(ContextDbException.class, opening::run);
            assertEquals(ErrorCode.INVALID_CONFIGURATION, refused.code());
        }
    }
}

package io.contextdb.storage.mmap.base;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.contextdb.storage.mmap.file.FileKind;
import io.contextdb.storage.mmap.file.TestFile;
import io.contextdb.testkit.Seeds;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowMapFileTest {
    private record TestRow(int node, boolean live, float inverseNorm) {}

    private record TestRows(List<TestRow> rows) implements RowSource {
        @Override
        public int dimension() {
            return 1;
        }

        @Override
        public int count() {
            return rows.size();
        }

        @Override
        public int liveCount() {
            return (int) rows.stream().filter(TestRow::live).count();
        }

        @Override
        public long address(int row) {
            throw new AssertionError("the map holds no components");
        }

        @Override
        public float inverseNorm(int row) {
            return rows.get(row).inverseNorm();
        }

        @Override
        public boolean live(int row) {
            return rows.get(row).live();
        }

        @Override
        public int node(int row) {
            return rows.get(row).node();
        }

        TestFile write(int nodeLimit) {
            return TestFile.of(FileKind.ROWS, out -> RowMapFile.write(this, nodeLimit, out));
        }
    }

    /** Many rows for the nodes there are make a list, few a table. */
    @ParameterizedTest
    @CsvSource({"200, 1000, true", "200, 100000, true", "5000, 1000, false"})
    void everyNodeHasItsLastRow(int count, int nodeLimit, boolean ones) {
        Random random = Seeds.random("everyNodeHasItsLastRow");
        List<TestRow> rows = new ArrayList<>();
        Map<Integer, Integer> live = new TreeMap<>();
        for (int row = 0; row < count; row++) {
            int node = random.nextInt(nodeLimit);
            Integer before = live.put(node, row);
            if (before != null) {
                rows.set(before, new TestRow(node, false, rows.get(before).inverseNorm()));
            }
            rows.add(new TestRow(node, true, ones ? 1 : random.nextFloat()));
        }
        try (Arena arena = Arena.ofConfined()) {
            RowMapFile file = new RowMapFile(new TestRows(rows).write(nodeLimit).open(arena));
            assertEquals(count, file.count());
            assertEquals(live.size(), file.liveCount());
            for (int row = 0; row < count; row++) {
                assertEquals(rows.get(row).node(), file.node(row));
                assertEquals(rows.get(row).inverseNorm(), file.inverseNorm(row));
            }
            for (int node = 0; node < nodeLimit + 5; node++) {
                assertEquals(live.getOrDefault(node, -1), file.row(node));
            }
        }
    }

    /** The bytes that {@link RowMapFile} describes. */
    @Test
    void theSectionsAreAsDescribed() {
        TestRows rows =
                new TestRows(List.of(new TestRow(2, true, 1), new TestRow(0, false, 1), new TestRow(0, true, 0.5f)));
        try (Arena arena = Arena.ofConfined()) {
            Sections listed = new Sections(rows.write(4), arena);
            assertEquals(List.of(1, 2, 3, 4), listed.ids());
            assertArrayEquals(new long[] {3, 2, 4, 1}, listed.longs(1));
            assertArrayEquals(new int[] {2, 0, 0}, listed.ints(2));
            assertArrayEquals(new int[] {0x3f800000, 0x3f800000, 0x3f000000}, listed.ints(3));
            assertArrayEquals(new int[] {3, 0, 1, 0}, listed.ints(4));
            Sections table = new Sections(rows.write(100), arena);
            assertEquals(List.of(1, 2, 3, 5), table.ids());
            assertArrayEquals(new long[] {3, 2, 100, 0}, table.longs(1));
            assertEquals(16, table.longs(5).length);
            assertEquals(1L | 2L << 32, table.longs(5)[(int) (IdTable.hash(0) & 15)], "node 0 plus one, row 2");
        }
    }
}

package io.contextdb.storage.mmap.base;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.contextdb.api.Value;
import io.contextdb.api.Value.IntegerValue;
import io.contextdb.storage.mmap.base.TestEdges.TestEdge;
import io.contextdb.storage.mmap.file.FileKind;
import io.contextdb.storage.mmap.file.TestFile;
import io.contextdb.testkit.RandomValues;
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

/** Edge columns and their ids. */
class EdgeFileTest {
    @ParameterizedTest
    @CsvSource({"false, 1", "true, 1", "false, 3", "true, 3"})
    void readsWhatWasWritten(boolean dense, int types) {
        Random random = Seeds.random("readsWhatWasWritten");
        List<TestEdge> edges = new ArrayList<>();
        // Unsigned order: the last ids are negative as signed numbers.
        long id = dense ? Long.MAX_VALUE - 100 : Long.MAX_VALUE - 20_000;
        for (int edge = 0; edge < 3000; edge++) {
            id += dense ? 1 : 1 + random.nextInt(20);
            TreeMap<Integer, Value> properties = new TreeMap<>();
            if (random.nextInt(5) == 0) {
                properties.put(random.nextInt(4), RandomValues.next(random));
            }
            edges.add(new TestEdge(id, random.nextInt(), random.nextInt(), 7 + random.nextInt(types), properties));
        }
        try (Arena arena = Arena.ofConfined()) {
            EdgeFile file =
                    new EdgeFile(TestFile.of(FileKind.EDGES, out -> EdgeFileWriter.write(new TestEdges(edges), out))
                            .open(arena));
            assertEquals(edges.size(), file.count());
            assertEquals(types > 1, file.severalTypes());
            for (int edge = 0; edge < edges.size(); edge++) {
                TestEdge expected = edges.get(edge);
                assertEquals(expected.id(), file.id(edge));
                assertEquals(edge, file.find(expected.id()));
                assertEquals(expected.source(), file.source(edge));
                assertEquals(expected.target(), file.target(edge));
                assertEquals(expected.type(), file.type(edge));
                TreeMap<Integer, Value> seen = new TreeMap<>();
                file.properties(edge, PropertySink.of(seen::put));
                assertEquals(expected.properties(), seen);
            }
            for (long missing : new long[] {
                0, -1, edges.getFirst().id() - 1, edges.getLast().id() + 1
            }) {
                assertEquals(-1, file.find(missing));
            }
        }
    }

    /** The bytes that {@link EdgeFileWriter} describes. */
    @Test
    void theSectionsAreAsDescribed() {
        List<TestEdge> dense = List.of(new TestEdge(5, 1, 2, 9, Map.of()), new TestEdge(6, 3, 4, 9, Map.of()));
        List<TestEdge> sparse =
                List.of(new TestEdge(5, 1, 2, 9, Map.of()), new TestEdge(-6, 3, 4, 8, Map.of(0, new IntegerValue(1))));
        try (Arena arena = Arena.ofConfined()) {
            Sections first = sections(dense, arena);
            assertEquals(List.of(1, 2, 3), first.ids());
            assertArrayEquals(new long[] {2, 1, 5, 9}, first.longs(1));
            assertArrayEquals(new int[] {1, 3}, first.ints(2));
            assertArrayEquals(new int[] {2, 4}, first.ints(3));
            Sections second = sections(sparse, arena);
            assertEquals(List.of(1, 2, 3, 4, 5, 6, 7), second.ids());
            assertArrayEquals(new long[] {2, 0, 5, -1}, second.longs(1));
            assertArrayEquals(new int[] {9, 8}, second.ints(4));
            assertArrayEquals(new long[] {5, -6}, second.longs(5));
        }
    }

    private static Sections sections(List<TestEdge> edges, Arena arena) {
        return new Sections(TestFile.of(FileKind.EDGES, out -> EdgeFileWriter.write(new TestEdges(edges), out)), arena);
    }
}

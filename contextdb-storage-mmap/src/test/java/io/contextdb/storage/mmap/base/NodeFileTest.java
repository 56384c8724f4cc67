package io.contextdb.storage.mmap.base;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.Value;
import io.contextdb.api.Value.StringValue;
import io.contextdb.storage.mmap.file.FileKind;
import io.contextdb.storage.mmap.file.TestFile;
import io.contextdb.testkit.RandomValues;
import io.contextdb.testkit.Seeds;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Ids, labels and property columns of nodes against plain collections. */
class NodeFileTest {
    private record TestNode(long id, boolean live, int[] labels, Map<Integer, Value> properties) {}

    private record TestNodes(List<TestNode> nodes) implements NodeRows {
        @Override
        public int limit() {
            return nodes.size();
        }

        @Override
        public long id(int node) {
            return nodes.get(node).id();
        }

        @Override
        public boolean live(int node) {
            return nodes.get(node).live();
        }

        @Override
        public int[] labels(int node) {
            assertTrue(live(node));
            return nodes.get(node).labels();
        }

        @Override
        public boolean hasProperties() {
            return nodes.stream().anyMatch(node -> !node.properties().isEmpty());
        }

        @Override
        public void properties(int node, PropertySink sink) {
            TestProperties.show(nodes.get(node).properties(), sink);
        }

        TestFile write() {
            return TestFile.of(FileKind.NODES, out -> NodeFileWriter.write(this, NodeIds.of(this, 0), out));
        }
    }

    /** The same nodes, but with the properties that a file of them has. */
    private record CopiedNodes(TestNodes nodes, NodeFile file) implements NodeRows {
        @Override
        public int limit() {
            return nodes.limit();
        }

        @Override
        public long id(int node) {
            return nodes.id(node);
        }

        @Override
        public boolean live(int node) {
            return nodes.live(node);
        }

        @Override
        public int[] labels(int node) {
            return nodes.labels(node);
        }

        @Override
        public boolean hasProperties() {
            return file.hasProperties();
        }

        @Override
        public void properties(int node, PropertySink sink) {
            file.properties(node, sink);
        }
    }

    private static TestNodes nodes(int count, IntFunction<TestNode> node) {
        return new TestNodes(IntStream.range(0, count).mapToObj(node).toList());
    }

    /** Reads a file and compares what it says, and the bytes of another that is written from it. */
    private static void assertReads(TestNodes rows) {
        try (Arena arena = Arena.ofConfined()) {
            TestFile written = rows.write();
            NodeFile file = new NodeFile(written.open(arena), arena);
            NodeRows copied = new CopiedNodes(rows, file);
            TestFile again =
                    TestFile.of(FileKind.NODES, out -> NodeFileWriter.write(copied, NodeIds.of(copied, 0), out));
            assertArrayEquals(written.bytes(), again.bytes());
            assertEquals(rows.limit(), file.limit());
            for (int node = 0; node < rows.limit(); node++) {
                TestNode expected = rows.nodes().get(node);
                assertEquals(expected.id(), file.id(node));
                if (expected.live()) {
                    assertEquals(node, file.find(expected.id()));
                }
                assertArrayEquals(expected.labels(), file.labels(node));
                for (int label : expected.labels()) {
                    assertTrue(file.hasLabel(node, label));
                }
                for (int label : new int[] {0, 1, 999}) {
                    assertEquals(
                            IntStream.of(expected.labels()).anyMatch(present -> present == label),
                            file.hasLabel(node, label));
                }
                TreeMap<Integer, Value> seen = new TreeMap<>();
                file.properties(node, PropertySink.of(seen::put));
                assertEquals(expected.properties(), seen);
                for (int key = 0; key < 5; key++) {
                    assertEquals(expected.properties().get(key), file.property(node, key));
                }
            }
        }
    }

    @Test
    void valuesOfEveryTypeUnderSparseIds() {
        Random random = Seeds.random("valuesOfEveryTypeUnderSparseIds");
        assertReads(nodes(2000, node -> {
            boolean live = random.nextInt(10) > 0;
            TreeSet<Integer> labels = new TreeSet<>();
            TreeMap<Integer, Value> properties = new TreeMap<>();
            for (int i = live ? random.nextInt(4) : 0; i > 0; i--) {
                labels.add(random.nextInt(3) == 0 ? random.nextInt(1000) : random.nextInt(3));
                properties.put(random.nextInt(5), RandomValues.next(random));
            }
            // The low bits are the node, so ids differ; the rest is any pattern.
            return new TestNode(
                    random.nextLong() << 11 | node,
                    live,
                    labels.stream().mapToInt(Integer::intValue).toArray(),
                    properties);
        }));
    }

    /**
     * A column for each way to keep one type: all values there or few, strings that repeat or not, long ones among
     * short ones.
     */
    @Test
    void columnsOfOneTypeAndDenseIds() {
        Random random = Seeds.random("columnsOfOneTypeAndDenseIds");
        assertReads(nodes(5000, node -> {
            TreeMap<Integer, Value> properties = new TreeMap<>();
            properties.put(0, new Value.IntegerValue(node * 31L));
            properties.put(1, new StringValue("city " + random.nextInt(300)));
            properties.put(2, new StringValue("name " + node));
            if (random.nextInt(50) == 0) {
                properties.put(3, new Value.FloatValue(random.nextDouble()));
            }
            if (node % 1000 == 17) {
                properties.put(4, new StringValue("x".repeat(random.nextInt(200_000))));
            }
            return new TestNode(-3000L + node, true, new int[] {node % 3}, properties);
        }));
    }

    /** Blocks hold 65,536 rows: one that is full, one that has nothing to say, and a short one. */
    @Test
    void severalBlocks() {
        assertReads(nodes(2 * 65_536 + 10, node -> {
            boolean silent = node >>> 16 == 1;
            Map<Integer, Value> properties =
                    silent || node % 64 > 0 ? Map.of() : Map.of(2, new StringValue("in block " + (node >>> 16)));
            return new TestNode(node * 3L, true, silent ? new int[0] : new int[] {node >>> 16}, properties);
        }));
    }

    /** Ids that collide in the table, ids that are not there, and the ids of dead nodes, which may be used again. */
    @Test
    void theTableFindsLiveNodesOnly() {
        List<TestNode> list = new ArrayList<>();
        for (int node = 0; node < 1000; node++) {
            list.add(new TestNode(node / 2 * 1_000_000_007L, node % 2 == 1, new int[0], Map.of()));
        }
        try (Arena arena = Arena.ofConfined()) {
            NodeFile file = new NodeFile(new TestNodes(list).write().open(arena), arena);
            for (int node = 1; node < 1000; node += 2) {
                assertEquals(node, file.find(node / 2 * 1_000_000_007L));
            }
            for (long missing = 1; missing < 1000; missing++) {
                assertEquals(-1, file.find(missing));
            }
        }
    }

    /** The bytes that {@link NodeFileWriter}, {@link LabelBlockWriter} and {@link PropertyBlockWriter} describe. */
    @Test
    void theBlocksAreAsDescribed() {
        TestNodes rows = new TestNodes(List.of(
                new TestNode(10, true, new int[] {2, 5}, Map.of(7, new Value.IntegerValue(300))),
                new TestNode(11, true, new int[0], Map.of()),
                new TestNode(12, true, new int[] {2, 5}, Map.of())));
        try (Arena arena = Arena.ofConfined()) {
            TestFile file = rows.write();
            Sections sections = new Sections(file, arena);
            assertEquals(List.of(1, 2, 3, 4), sections.ids());
            assertArrayEquals(new long[] {3, 1, 10, 0}, sections.longs(1));
            ByteBuffer bytes = ByteBuffer.wrap(file.bytes()).order(ByteOrder.LITTLE_ENDIAN);
            int labels = (int) sections.longs(3)[0];
            assertInts(bytes, labels, 2, 1, 0, 2, 2, 2, 5);
            assertArrayEquals(
                    new byte[] {0, 1, 0}, Arrays.copyOfRange(file.bytes(), labels + 7 * 4, labels + 7 * 4 + 3));
            int head = (int) sections.longs(4)[0];
            assertEquals(0, head % 8);
            assertInts(bytes, head, 1, 3, 7, 1 | 1 << 8, 1, 0);
            int presence = (int) bytes.getLong(head + 24);
            int values = (int) bytes.getLong(head + 32);
            assertEquals(head + 8 + 32, presence);
            assertEquals(presence + 8, values);
            assertEquals(0, bytes.getShort(presence), "the row that has a value");
            assertEquals(300, bytes.getLong(values));
        }
    }

    private static void assertInts(ByteBuffer bytes, int offset, int... expected) {
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], bytes.getInt(offset + 4 * i), "number " + i);
        }
    }
}

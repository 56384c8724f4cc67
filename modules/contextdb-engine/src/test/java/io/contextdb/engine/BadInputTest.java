package io.contextdb.engine;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.BulkLoader;
import io.contextdb.api.ContextDB;
import io.contextdb.api.ContextDbException;
import io.contextdb.api.Database;
import io.contextdb.api.Direction;
import io.contextdb.api.Edge;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.HybridResult;
import io.contextdb.api.Metric;
import io.contextdb.api.Node;
import io.contextdb.api.NodeList;
import io.contextdb.api.SearchHits;
import io.contextdb.api.SimilarityQuery;
import io.contextdb.api.Transaction;
import io.contextdb.api.Traversal;
import io.contextdb.api.Value;
import io.contextdb.api.VectorIndexOptions;
import io.contextdb.engine.model.GraphModel;
import io.contextdb.engine.model.ModelCheck;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything wrong a user may hand in: the error has a code, the value seen and the limit, and nothing has changed. */
class BadInputTest {
    private static final String TEN_MEBIBYTES = "x".repeat(10 << 20);
    private static final String LONE_SURROGATE = "a\ud800b";
    private static final float[] PAIR = {1, 2};

    @TempDir
    Path directory;

    /** A call and what becomes of it: the code, and what the message has to name. */
    private record Row(String name, Call call, ErrorCode code, List<String> named) {}

    /** A call on any writer, which is a database or a transaction. */
    private interface Call {
        void make(Database db);
    }

    private static Row row(String name, Call call, ErrorCode code, String... named) {
        return new Row(name, call, code, List.of(named));
    }

    private static Stream<Row> rows() {
        return Stream.of(vectors(), ids(), names(), values(), searches(), schema())
                .flatMap(List::stream);
    }

    private static List<Row> vectors() {
        return List.of(
                row("dimension", db -> db.insertVector(1, new float[3]), ErrorCode.DIMENSION_MISMATCH, "3", "2"),
                row("empty", db -> db.insertVector(1, new float[0]), ErrorCode.DIMENSION_MISMATCH, "0", "65535"),
                row("huge", db -> db.insertVector(1, "new", new float[70_000]), ErrorCode.DIMENSION_MISMATCH, "70000"),
                row("NaN", db -> db.insertVector(1, pair(Float.NaN)), ErrorCode.VECTOR_NOT_FINITE, "1", "NaN"),
                row(
                        "infinite",
                        db -> db.insertVector(1, pair(Float.NEGATIVE_INFINITY)),
                        ErrorCode.VECTOR_NOT_FINITE,
                        "-Infinity"),
                row("overflow", db -> db.insertVector(1, pair(1e30f)), ErrorCode.VECTOR_NOT_FINITE, "E60"),
                row("zero", db -> db.insertVector(1, new float[2]), ErrorCode.VECTOR_ZERO, "embedding"),
                row(
                        "zero as a property",
                        db -> db.insertNode(9, List.of(), Map.of("embedding", new float[2])),
                        ErrorCode.VECTOR_ZERO),
                row(
                        "one of many",
                        db -> db.insertVectors("embedding", Map.of(1L, PAIR, 2L, pair(Float.NaN))),
                        ErrorCode.VECTOR_NOT_FINITE),
                row("asked by NaN", db -> db.querySimilar(pair(Float.NaN), 3), ErrorCode.VECTOR_NOT_FINITE, "NaN"),
                row("asked by zero", db -> db.querySimilar(new float[2], 3), ErrorCode.VECTOR_ZERO),
                row(
                        "asked by three",
                        db -> db.querySimilar(new float[] {1, 2, 3}, 3),
                        ErrorCode.DIMENSION_MISMATCH,
                        "3",
                        "2"),
                row("loaded zero", load(loader -> loader.vector(1, "embedding", new float[2])), ErrorCode.VECTOR_ZERO),
                row(
                        "loaded three",
                        load(loader -> loader.vector(1, "embedding", new float[3])),
                        ErrorCode.DIMENSION_MISMATCH,
                        "3",
                        "2"));
    }

    private static List<Row> ids() {
        return List.of(
                row("update", db -> db.updateNode(99, Map.of("a", 1)), ErrorCode.NODE_NOT_FOUND, "99"),
                row("labels", db -> db.updateLabels(99, Set.of("A"), Set.of()), ErrorCode.NODE_NOT_FOUND, "99"),
                row("delete", db -> db.deleteNode(-1), ErrorCode.NODE_NOT_FOUND, "18446744073709551615"),
                row("detach", db -> db.detachDeleteNode(99), ErrorCode.NODE_NOT_FOUND, "99"),
                row("edges left", db -> db.deleteNode(1), ErrorCode.NODE_HAS_EDGES, "1", "detach"),
                row("vector of nobody", db -> db.insertVector(99, PAIR), ErrorCode.NODE_NOT_FOUND, "99"),
                row("no vector", db -> db.deleteVector(1, "other"), ErrorCode.VECTOR_NOT_FOUND, "1", "other"),
                row("edge to nobody", db -> db.insertEdge(1, 99, "KNOWS"), ErrorCode.NODE_NOT_FOUND, "99"),
                row("edge from nobody", db -> db.insertEdge(99, 1, "KNOWS"), ErrorCode.NODE_NOT_FOUND, "99"),
                row(
                        "one edge of many",
                        db -> db.insertEdges(List.of(edge(1, 2), edge(2, 99))),
                        ErrorCode.NODE_NOT_FOUND,
                        "99"),
                row("edge", db -> db.updateEdge(99, Map.of()), ErrorCode.EDGE_NOT_FOUND, "99"),
                row("no edge", db -> db.deleteEdge(99), ErrorCode.EDGE_NOT_FOUND, "99"),
                row("taken", db -> db.insertNode(1, List.of(), Map.of()), ErrorCode.NODE_EXISTS, "1", "upsert"),
                row(
                        "taken by many",
                        db -> db.insertNodes(List.of(node(7), node(8), node(7))),
                        ErrorCode.NODE_EXISTS,
                        "7"),
                row("loaded twice", load(loader -> loader.node(1, List.of(), Map.of())), ErrorCode.NODE_EXISTS, "1"),
                row(
                        "loaded edge to nobody",
                        load(loader -> loader.edge(1, 99, loader.edgeType("KNOWS"))),
                        ErrorCode.NODE_NOT_FOUND,
                        "99"),
                row("loaded type", load(loader -> loader.edge(1, 2, 1000)), ErrorCode.INVALID_ARGUMENT, "1000"),
                row("related", db -> db.queryRelated(99, 1), ErrorCode.NODE_NOT_FOUND, "99"),
                row("edges", db -> db.edges(99, Direction.BOTH), ErrorCode.NODE_NOT_FOUND, "99"),
                row("kind", db -> db.queryByEdgeKind(99, "KNOWS", Direction.BOTH), ErrorCode.NODE_NOT_FOUND, "99"),
                row("path", db -> db.findShortestPath(1, 99), ErrorCode.NODE_NOT_FOUND, "99"),
                row("similar", db -> db.querySimilar(99, 3), ErrorCode.NODE_NOT_FOUND, "99"),
                row("similar without", db -> db.querySimilar(3, 3), ErrorCode.VECTOR_NOT_FOUND, "3"),
                row("hybrid", db -> db.queryHybrid(99, 1, 3), ErrorCode.NODE_NOT_FOUND, "99"),
                row("statistics", db -> db.neighborStatistics(99, 3), ErrorCode.NODE_NOT_FOUND, "99"));
    }

    private static List<Row> names() {
        List<Row> rows = new ArrayList<>(List.of(
                row("labels", db -> db.insertNode(9, many("L", 65), Map.of()), ErrorCode.LIMIT_EXCEEDED, "65", "64"),
                row(
                        "more labels",
                        db -> db.updateLabels(1, new TreeSet<>(many("L", 64)), Set.of()),
                        ErrorCode.LIMIT_EXCEEDED,
                        "65",
                        "64"),
                row(
                        "properties",
                        db -> db.insertNode(9, List.of(), properties(4097)),
                        ErrorCode.LIMIT_EXCEEDED,
                        "4097",
                        "4096"),
                row(
                        "more properties",
                        db -> db.updateNode(1, properties(4096)),
                        ErrorCode.LIMIT_EXCEEDED,
                        "4097",
                        "4096"),
                row("edge properties", db -> db.updateEdge(1, properties(4097)), ErrorCode.LIMIT_EXCEEDED, "4097")));
        rows.addAll(names("long", TEN_MEBIBYTES, ErrorCode.LIMIT_EXCEEDED, "10485760", "1024"));
        rows.addAll(names("1,026 bytes of", "ä".repeat(513), ErrorCode.LIMIT_EXCEEDED, "1026", "1024"));
        rows.addAll(names("empty", "", ErrorCode.INVALID_ARGUMENT, "empty"));
        rows.addAll(names("surrogate in", LONE_SURROGATE, ErrorCode.INVALID_ARGUMENT, "U+D800", "position 1"));
        rows.addAll(names("NUL in", "a\0b", ErrorCode.INVALID_ARGUMENT, "NUL", "position 1"));
        return rows;
    }

    private static List<Row> names(String what, String name, ErrorCode code, String... named) {
        return List.of(
                row(what + " label", db -> db.insertNode(9, List.of(name), Map.of()), code, named),
                row(what + " new label", db -> db.updateLabels(1, Set.of(name), Set.of()), code, named),
                row(what + " key", db -> db.insertNode(9, List.of(), Map.of(name, 1)), code, named),
                row(what + " changed key", db -> db.updateNode(1, Map.of(name, 1)), code, named),
                row(what + " edge key", db -> db.insertEdge(1, 2, "KNOWS", Map.of(name, 1)), code, named),
                row(what + " type", db -> db.insertEdge(1, 2, name), code, named),
                row(what + " space", db -> db.insertVector(1, name, PAIR), code, named),
                row(what + " index", db -> db.createVectorIndex(name, VectorIndexOptions.hnsw()), code, named),
                row(what + " loaded label", load(load -> load.node(9, List.of(name), Map.of())), code, named),
                row(what + " loaded type", load(load -> load.edgeType(name)), code, named),
                row(what + " loaded space", load(load -> load.vector(1, name, PAIR)), code, named));
    }

    private static List<Row> values() {
        return List.of(
                row("null", put(null), ErrorCode.UNSUPPORTED_VALUE, "null"),
                row("object", put(new Object()), ErrorCode.UNSUPPORTED_VALUE, "Object"),
                row("surrogate", put(LONE_SURROGATE), ErrorCode.INVALID_ARGUMENT, "U+D800"),
                row("surrogate inside", put(List.of(Map.of("k", LONE_SURROGATE))), ErrorCode.INVALID_ARGUMENT),
                row("surrogate as key", put(Map.of(LONE_SURROGATE, 1)), ErrorCode.INVALID_ARGUMENT, "U+D800"),
                row("string", put("x".repeat(17 << 20)), ErrorCode.LIMIT_EXCEEDED, "16777216"),
                row("bytes", put(new byte[17 << 20]), ErrorCode.LIMIT_EXCEEDED, "16777216"),
                row("nested", put(nested(65)), ErrorCode.LIMIT_EXCEEDED, "65", "64"),
                row("nested deeply", put(nested(1_000_000)), ErrorCode.LIMIT_EXCEEDED, "nesting"),
                row("in itself", put(endless()), ErrorCode.LIMIT_EXCEEDED, "nesting"),
                row(
                        "vector of an edge",
                        db -> db.insertEdge(1, 2, "KNOWS", Map.of("v", PAIR)),
                        ErrorCode.UNSUPPORTED_VALUE,
                        "v"),
                row("too much at once", BadInputTest::insertTooMuch, ErrorCode.LIMIT_EXCEEDED, "67108864"));
    }

    private static List<Row> searches() {
        return List.of(
                row("k 0", db -> db.querySimilar(1, 0), ErrorCode.INVALID_ARGUMENT, "0", "1 or more"),
                row("k -5", db -> db.querySimilar(PAIR, -5), ErrorCode.INVALID_ARGUMENT, "-5", "1 or more"),
                row(
                        "k 10^9",
                        db -> db.querySimilar(1, 1_000_000_000),
                        ErrorCode.LIMIT_EXCEEDED,
                        "1000000000",
                        "1000000"),
                row("hybrid k 0", db -> db.queryHybrid(1, 2, 0), ErrorCode.INVALID_ARGUMENT, "0"),
                row("hybrid k 10^9", db -> db.queryHybrid(1, 2, 1_000_000_000), ErrorCode.LIMIT_EXCEEDED, "1000000"),
                row("statistics k 0", db -> db.neighborStatistics(1, 0), ErrorCode.INVALID_ARGUMENT, "0"),
                row("statistics k 10^9", db -> db.neighborStatistics(1, 1_000_000_000), ErrorCode.LIMIT_EXCEEDED),
                row(
                        "ef 10^9",
                        db -> db.querySimilar(1, SimilarityQuery.top(1).ef(1_000_000_000), new SearchHits()),
                        ErrorCode.LIMIT_EXCEEDED,
                        "1000000000"),
                row(
                        "no space",
                        db -> db.querySimilar(PAIR, SimilarityQuery.top(1).in("none"), new SearchHits()),
                        ErrorCode.INDEX_NOT_FOUND,
                        "none"),
                row("threshold", db -> db.querySimilarityThreshold(1, Double.NaN), ErrorCode.INVALID_ARGUMENT, "NaN"),
                row("depth", db -> db.queryRelated(1, -1), ErrorCode.INVALID_ARGUMENT, "-1", "0 or more"),
                row("hybrid depth", db -> db.queryHybrid(1, -1, 3), ErrorCode.INVALID_ARGUMENT, "-1"),
                row("limit", db -> related(db, Traversal.within(1).limit(0)), ErrorCode.INVALID_ARGUMENT, "0"),
                row(
                        "hybrid of nobody",
                        db -> db.queryHybrid(1, Traversal.within(1), 99, SimilarityQuery.top(1), new HybridResult()),
                        ErrorCode.NODE_NOT_FOUND,
                        "99"),
                row("cleanup", db -> db.cleanup(-1), ErrorCode.INVALID_ARGUMENT, "-1", "0 or more"));
    }

    private static List<Row> schema() {
        VectorIndexOptions hnsw = VectorIndexOptions.hnsw();
        return List.of(
                row("dropped twice", db -> db.dropVectorIndex("none"), ErrorCode.INDEX_NOT_FOUND, "none"),
                row("other metric", index("embedding", hnsw.metric(Metric.DOT)), ErrorCode.INDEX_EXISTS, "COSINE"),
                row("other dimension", index("embedding", hnsw.dimension(3)), ErrorCode.INDEX_EXISTS, "2"),
                row(
                        "dimension",
                        db -> index("new", hnsw.dimension(65_536)).make(db),
                        ErrorCode.INVALID_ARGUMENT,
                        "65536"),
                row("m", index("new", hnsw.parameter("m", 1)), ErrorCode.INVALID_CONFIGURATION, "1", "2"),
                row("parameter", index("new", hnsw.parameter("width", 1)), ErrorCode.INVALID_CONFIGURATION, "width"),
                row("type", index("new", VectorIndexOptions.of("tree")), ErrorCode.PROVIDER_NOT_FOUND, "tree", "hnsw"));
    }

    @ParameterizedTest
    @MethodSource("io.contextdb.engine.Storages#names")
    void isRefusedAndChangesNothing(String storage) {
        try (Database db = ContextDB.open(directory.resolve("database"), Storages.options(storage))) {
            fill(db);
            GraphModel before = GraphModel.of(db);
            long index = db.commitIndex();
            assertAll(rows().map(row -> () -> {
                ContextDbException e = assertThrows(ContextDbException.class, () -> row.call.make(db), row.name);
                assertEquals(row.code, e.code(), () -> row.name + ": " + e.getMessage());
                String message = String.valueOf(e.getMessage());
                assertTrue(message.startsWith(row.code.code() + ": "), message);
                assertTrue(message.length() < 500, row.name);
                row.named.forEach(word -> assertTrue(message.contains(word), () -> row.name + ": " + message));
                assertEquals(index, db.commitIndex(), row.name);
                ModelCheck.assertSame(before, db);
            }));
        }
        try (Database db = ContextDB.open(directory.resolve("database"), Storages.options(storage))) {
            assertEquals(5, db.statistics().nodes());
        }
    }

    /** A transaction goes on behind a call that was refused, as if that had not been made. */
    @ParameterizedTest
    @MethodSource("io.contextdb.engine.Storages#names")
    void isRefusedWithinATransactionToo(String storage) {
        try (Database db = ContextDB.open(directory.resolve("database"), Storages.options(storage))) {
            fill(db);
            try (Transaction transaction = db.begin()) {
                transaction.insertNode(7, List.of(), Map.of());
                GraphModel before = GraphModel.of(transaction);
                assertThrows(ContextDbException.class, () -> transaction.insertNodes(List.of(node(8), node(7))));
                assertThrows(
                        ContextDbException.class,
                        () -> transaction.insertVectors("embedding", new TreeMap<>(Map.of(1L, PAIR, 99L, PAIR))));
                assertThrows(ContextDbException.class, () -> transaction.insertEdges(List.of(edge(1, 7), edge(7, 99))));
                ModelCheck.assertSame(before, transaction);
                transaction.commit();
                ModelCheck.assertSame(before, db);
            }
        }
    }

    /** What looks wrong and is not. */
    @ParameterizedTest
    @MethodSource("io.contextdb.engine.Storages#names")
    void extremesThatAreAllowed(String storage) {
        try (Database db = ContextDB.open(directory.resolve("database"), Storages.options(storage))) {
            fill(db);
            assertEquals(3, db.queryRelated(1, Integer.MAX_VALUE).size());
            assertEquals(0, db.queryRelated(1, 0).size());
            assertEquals(1, db.querySimilar(1, 1_000_000).size());
            db.insertNode(-1, List.of("ä".repeat(512)), Map.of("text", "a\0b", "empty", ""));
            assertEquals(
                    Map.of("text", Value.of("a\0b"), "empty", Value.of("")),
                    db.findNode(-1).orElseThrow().properties());
            ContextDbException e = assertThrows(ContextDbException.class, () -> db.insertNode(List.of(), Map.of()));
            assertEquals(ErrorCode.LIMIT_EXCEEDED, e.code(), "there is no id above the highest");
        }
    }

    // --- parts

    private static void fill(Database db) {
        db.insertNode(1, List.of("Person"), Map.of("name", "Ann", "embedding", PAIR));
        db.insertNode(2, List.of("Person"), Map.of("embedding", new float[] {2, 1}));
        db.insertNode(3, List.of(), Map.of());
        db.insertNode(4, List.of(), Map.of());
        db.insertNode(5, List.of(), Map.of());
        db.insertEdge(1, 2, "KNOWS");
        db.insertEdge(2, 3, "KNOWS");
        db.insertEdge(3, 4, "KNOWS");
    }

    private static float[] pair(float second) {
        return new float[] {1, second};
    }

    private static Node node(long id) {
        return Node.of(id, new TreeSet<>(), Map.of());
    }

    private static Edge edge(long from, long to) {
        return new Edge(0, from, to, "KNOWS", new TreeMap<>());
    }

    private static List<String> many(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
    }

    private static Map<String, Object> properties(int count) {
        Map<String, Object> properties = new HashMap<>();
        many("key", count).forEach(key -> properties.put(key, 1));
        return properties;
    }

    private static Call put(@Nullable Object value) {
        return db -> {
            Map<String, ?> properties = Collections.singletonMap("key", value);
            db.insertNode(9, List.of(), properties);
        };
    }

    private static Call index(String name, VectorIndexOptions options) {
        return db -> db.createVectorIndex(name, options);
    }

    private static Call load(Consumer<BulkLoader> call) {
        return db -> {
            try (BulkLoader loader = db.beginBulkLoad()) {
                call.accept(loader);
            }
        };
    }

    private static void related(Database db, Traversal traversal) {
        db.queryRelated(1, traversal, new NodeList());
    }

    private static Object nested(int depth) {
        Object value = 1;
        for (int i = 0; i < depth; i++) {
            value = Arrays.asList(value);
        }
        return value;
    }

    private static Object endless() {
        List<Object> list = new ArrayList<>();
        list.add(list);
        return list;
    }

    private static void insertTooMuch(Database db) {
        byte[] bytes = new byte[15 << 20];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 7 ^ i >> 5);
        }
        db.insertNodes(IntStream.range(10, 15)
                .mapToObj(id -> Node.of(id, new TreeSet<>(), Map.of("bytes", bytes)))
                .toList());
    }
}

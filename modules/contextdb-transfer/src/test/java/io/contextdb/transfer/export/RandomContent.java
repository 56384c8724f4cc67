package io.contextdb.transfer.export;

import io.contextdb.api.BulkLoader;
import io.contextdb.api.Database;
import io.contextdb.api.Metric;
import io.contextdb.api.Progress;
import io.contextdb.api.Value;
import io.contextdb.api.Value.DateTimeValue;
import io.contextdb.api.Value.DateValue;
import io.contextdb.api.Value.DurationValue;
import io.contextdb.api.Value.IntegerValue;
import io.contextdb.api.Value.ListValue;
import io.contextdb.api.Value.LocalDateTimeValue;
import io.contextdb.api.Value.MapValue;
import io.contextdb.api.Value.StringValue;
import io.contextdb.api.Value.VectorValue;
import io.contextdb.api.VectorIndexOptions;
import io.contextdb.testkit.RandomValues;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Fills databases with what is hard to write down: odd names and values, ids over the whole range, edges deleted in
 * between, several vector spaces.
 */
final class RandomContent {
    private static final List<String> NAMES = List.of(
            "name",
            "embedding",
            "other",
            "id",
            "a:b",
            "a:int[]",
            " blank ",
            "comma,quote\"",
            "tab\t|bar",
            "$type",
            "x(y){z}",
            "new\nline",
            "größe");
    private static final List<String> LABELS = List.of("User", "Admin", "semi;colon", " blank ", "ä,\"", "\n");
    private static final List<String> TYPES = List.of("KNOWS", "OWNS", " blank ", " ", "a,\"b", "\r\n");

    private static final List<Object> EXTREMES = List.of(
            Long.MIN_VALUE,
            Long.MAX_VALUE,
            -0.0,
            Double.NaN,
            Double.longBitsToDouble(0x7ff8_0000_dead_beefL),
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            Double.MIN_VALUE,
            Double.MAX_VALUE,
            1e16,
            "",
            " ",
            "a;b",
            "\0\u0001\u001f\u007f\u0085\u2028\uFEFF",
            "\r\n\"\",;\t",
            "null",
            new byte[0],
            List.of(),
            List.of(""),
            List.of("", ""),
            List.of("a;b"),
            List.of(1L, 2.0),
            List.of(true, false),
            List.of(List.of()),
            Map.of(),
            Map.of("$type", "Date", "_value", "2024-01-01"),
            Map.of("", Map.of("$type", 1L)),
            new ListValue(List.of(new VectorValue(new float[] {Float.MIN_NORMAL, -0f, Float.MAX_VALUE, 0.1f}))),
            new DurationValue(Long.MIN_VALUE, Long.MIN_VALUE, Long.MIN_VALUE, 0),
            new DurationValue(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, 999_999_999),
            new DurationValue(-13, 0, Long.MIN_VALUE, 1),
            new DurationValue(0, 0, -1, 500_000_000),
            new DateValue(LocalDate.MIN),
            new DateValue(LocalDate.MAX),
            new LocalDateTimeValue(LocalDateTime.of(-1, 1, 1, 0, 0)),
            new DateTimeValue(ZonedDateTime.of(2024, 10, 27, 2, 30, 0, 1, ZoneId.of("Europe/Berlin"))
                    .withLaterOffsetAtOverlap()),
            new DateTimeValue(ZonedDateTime.of(2024, 10, 27, 2, 30, 0, 1, ZoneId.of("UTC+01:00"))),
            new DateTimeValue(ZonedDateTime.of(-5, 10, 27, 2, 30, 0, 0, ZoneId.of("UTC"))));

    private final Random random;

    RandomContent(Random random) {
        this.random = random;
    }

    /** Fills an empty database. */
    void fill(Database db) {
        db.createVectorIndex("empty", VectorIndexOptions.of("ivf").dimension(5).parameter("lists", 3));
        db.createVectorIndex("undecided", VectorIndexOptions.hnsw().metric(Metric.DOT));
        db.createVectorIndex(
                "other", VectorIndexOptions.hnsw().metric(Metric.EUCLIDEAN).parameter("m", 8));
        db.createVectorIndex("odd,\"\n", VectorIndexOptions.of("flat").metric(Metric.DOT));
        List<Long> ids = new ArrayList<>();
        int nodes = 1 + random.nextInt(60);
        for (int i = 0; i < nodes; i++) {
            long id = random.nextInt(3) == 0 ? random.nextLong() : i;
            if (!db.nodeExists(id)) {
                db.insertNode(id, some(LABELS), properties(i));
                ids.add(id);
            }
        }
        for (int i = random.nextInt(100); i > 0; i--) {
            long edge = db.insertEdge(one(ids), one(ids), one(TYPES), properties(i));
            if (random.nextInt(4) == 0) {
                db.deleteEdge(edge);
            }
        }
        vectors(db, ids);
        if (random.nextInt(3) == 0) {
            db.createSnapshot();
        }
        if (random.nextInt(3) == 0) {
            load(db, one(ids));
        }
    }

    private void vectors(Database db, List<Long> ids) {
        for (long id : ids) {
            for (String space : List.of("embedding", "other", "odd,\"\n")) {
                boolean plain = db.findNode(id).orElseThrow().properties().containsKey(space);
                if (!plain && random.nextInt(3) > 0) {
                    float[] vector = new float[space.length() % 4 + 1];
                    for (int i = 0; i < vector.length; i++) {
                        vector[i] = random.nextInt(5) == 0 ? -0f : Float.intBitsToFloat(random.nextInt(1 << 30));
                    }
                    vector[0] = 0.1f + random.nextFloat();
                    db.insertVector(id, space, vector);
                }
            }
        }
    }

    private void load(Database db, long node) {
        try (BulkLoader loader = db.beginBulkLoad()) {
            int type = loader.edgeType("LOADED");
            loader.edge(Long.MAX_VALUE, node, node, type, Map.of());
            loader.edge(Long.MIN_VALUE, node, node, type, Map.of("n", 1));
            loader.commit(Progress.none());
        }
    }

    private Map<String, Object> properties(int i) {
        Map<String, Object> properties = new HashMap<>();
        if (i < EXTREMES.size()) {
            properties.put(one(NAMES), EXTREMES.get(i));
            properties.put("extreme" + i, EXTREMES.get(i));
        }
        for (int n = random.nextInt(4); n > 0; n--) {
            properties.put(one(NAMES), value());
        }
        return properties;
    }

    private Value value() {
        return switch (random.nextInt(6)) {
            case 0 -> new ListValue(List.of(new IntegerValue(1), new IntegerValue(random.nextInt())));
            case 1 -> new StringValue("text " + random.nextInt(10));
            case 2 -> new MapValue(new TreeMap<>(Map.of("$type", RandomValues.next(random))));
            default -> RandomValues.next(random);
        };
    }

    private List<String> some(List<String> names) {
        return random.ints(random.nextInt(3), 0, names.size())
                .mapToObj(names::get)
                .toList();
    }

    private <T> T one(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}

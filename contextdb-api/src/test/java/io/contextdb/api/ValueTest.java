package io.contextdb.api;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.contextdb.api.Value.BytesValue;
import io.contextdb.api.Value.CoordinateSystem;
import io.contextdb.api.Value.DateTimeValue;
import io.contextdb.api.Value.DurationValue;
import io.contextdb.api.Value.FloatValue;
import io.contextdb.api.Value.IntegerValue;
import io.contextdb.api.Value.ListValue;
import io.contextdb.api.Value.MapValue;
import io.contextdb.api.Value.PointValue;
import io.contextdb.api.Value.StringValue;
import io.contextdb.api.Value.VectorValue;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ValueTest {
    @Test
    void ordinaryObjectsBecomeValues() {
        assertEquals(new IntegerValue(7), Value.of((byte) 7));
        assertEquals(new IntegerValue(7), Value.of(7));
        assertEquals(new FloatValue(0.5), Value.of(0.5f));
        assertEquals(new StringValue("ab"), Value.of(java.nio.CharBuffer.wrap("ab")));
        assertEquals(new ListValue(List.of(new IntegerValue(1), new IntegerValue(2))), Value.of(new long[] {1, 2}));
        assertEquals(new VectorValue(new float[] {1}), Value.of(new float[] {1}));
        assertInstanceOf(MapValue.class, Value.of(Map.of("a", List.of(1, "x"))));
    }

    @Test
    void momentsAndAmountsOfTimeBecomeValues() {
        assertEquals(
                new DateTimeValue(ZonedDateTime.parse("2020-01-02T03:04:05Z")),
                Value.of(Instant.parse("2020-01-02T03:04:05Z")));
        assertEquals(new DurationValue(0, 0, -2, 500_000_000), Value.of(Duration.ofMillis(-1500)));
        assertEquals(new DurationValue(14, -3, 0, 0), Value.of(Period.of(1, 2, -3)));
    }

    @Test
    void valuesTurnBackIntoObjectsThatMakeThemAgain() {
        for (Object object : List.of(true, 3L, 2.5, "s", List.of(1L, "b"), Map.of("k", List.of(false)))) {
            Value value = Value.of(object);
            assertEquals(object, value.toJava());
            assertEquals(value, Value.of(value.toJava()));
        }
    }

    @Test
    void whatCannotBeStoredIsRefusedByName() {
        ContextDbException unknown = assertThrows(ContextDbException.class, () -> Value.of(TimeUnit.DAYS));
        assertEquals(ErrorCode.UNSUPPORTED_VALUE, unknown.code());
        assertEquals(
                true,
                unknown.getMessage().startsWith("CDB-1005: ")
                        && unknown.getMessage().contains("TimeUnit"));
        assertThrows(ContextDbException.class, () -> Value.of(Map.of(1, 2)));
        List<Object> withNull = new ArrayList<>();
        withNull.add(null);
        assertThrows(ContextDbException.class, () -> Value.of(withNull));
        assertThrows(ContextDbException.class, () -> new PointValue(CoordinateSystem.CARTESIAN_3D, List.of(1.0, 2.0)));
    }

    @Test
    void arraysAreCopiedInAndOut() {
        float[] components = {1, 2};
        VectorValue vector = new VectorValue(components);
        components[0] = 9;
        vector.value()[1] = 9;
        assertArrayEquals(new float[] {1, 2}, vector.value());
        assertEquals(new BytesValue(new byte[] {1}), new BytesValue(new byte[] {1}));
        assertEquals(new BytesValue(new byte[] {1}).hashCode(), new BytesValue(new byte[] {1}).hashCode());
        assertNotEquals(new BytesValue(new byte[] {1}), new BytesValue(new byte[] {2}));
    }

    @Test
    void aNodeToInsertKeepsVectorsAmongItsProperties() {
        Node node = Node.of(1, Set.of("B", "A"), Map.of("age", 3, "embedding", new float[] {1f}));
        assertEquals(List.of("A", "B"), List.copyOf(node.labels()));
        assertInstanceOf(VectorValue.class, node.properties().get("embedding"));
    }

    @Test
    void aMapIsInTheNaturalOrderOfItsKeysHoweverItWasSorted() {
        SortedMap<String, Value> descending = new TreeMap<>(Comparator.reverseOrder());
        descending.putAll(Map.of("a", Value.of(1), "b", Value.of(2)));
        assertEquals(
                List.of("a", "b"), List.copyOf(new MapValue(descending).values().keySet()));
    }
}

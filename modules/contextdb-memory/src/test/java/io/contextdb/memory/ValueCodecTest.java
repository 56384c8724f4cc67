package io.contextdb.memory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.Value;
import io.contextdb.api.Value.CoordinateSystem;
import io.contextdb.api.Value.DurationValue;
import io.contextdb.api.Value.PointValue;
import java.lang.foreign.MemorySegment;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ValueCodecTest {
    static Stream<Value> values() {
        return Stream.of(
                        true,
                        false,
                        0L,
                        -1L,
                        Long.MIN_VALUE,
                        Long.MAX_VALUE,
                        -0.0,
                        Double.NaN,
                        Double.NEGATIVE_INFINITY,
                        "",
                        "grüße 🦊",
                        new byte[] {0, -1},
                        List.of(1, "a", List.of()),
                        Map.of("b", 1, "a", Map.of("x", false)),
                        new PointValue(CoordinateSystem.WGS84_3D, List.of(1.5, -2.5, 3.0)),
                        new PointValue(CoordinateSystem.CARTESIAN_2D, List.of(0.0, -0.0)),
                        LocalDate.of(-44, 3, 15),
                        OffsetTime.of(23, 59, 59, 999_999_999, ZoneOffset.ofHours(-18)),
                        LocalTime.MAX,
                        ZonedDateTime.of(2026, 10, 25, 2, 30, 0, 0, ZoneId.of("Europe/Berlin"))
                                .withLaterOffsetAtOverlap(),
                        ZonedDateTime.of(2026, 1, 1, 0, 0, 0, 1, ZoneOffset.ofHoursMinutes(5, 30)),
                        LocalDateTime.of(1969, 12, 31, 23, 59),
                        new DurationValue(-1, 2, -3, 999_999_999),
                        new float[] {1f, -0f, Float.MIN_VALUE})
                .map(Value::of);
    }

    @ParameterizedTest
    @MethodSource("values")
    void valuesComeBackEqual(Value value) {
        byte[] bytes = ValueCodec.encode(value);
        ByteDecoder in = decoder(bytes);
        assertEquals(value, ValueCodec.decode(in));
        assertEquals(0, in.remaining());
        assertArrayEquals(bytes, ValueCodec.encode(ValueCodec.decode(decoder(bytes))));
    }

    @ParameterizedTest
    @MethodSource("values")
    void everyPrefixIsRefused(Value value) {
        byte[] bytes = ValueCodec.encode(value);
        for (int length = 0; length < bytes.length; length++) {
            ByteDecoder in = decoder(Arrays.copyOf(bytes, length));
            ContextDbException error = assertThrows(ContextDbException.class, () -> ValueCodec.decode(in));
            assertEquals(ErrorCode.CORRUPTION, error.code());
        }
    }

    /** The bytes the class comment promises. */
    @Test
    void layoutIsAsDocumented() {
        assertHex("02", true);
        assertHex("0301", -1);
        assertHex("04000000000000f03f", 1.0);
        assertHex("0503616263", "abc");
        assertHex("0702030203ac02", List.of(1, 150));
        assertHex("080201610301016202", Map.of("a", -1, "b", true));
        assertHex("0a01", LocalDate.of(1969, 12, 31));
        assertHex("0f02040602", new DurationValue(1, 2, 3, 1));
        assertHex("10010000803f", new float[] {1f});
    }

    @Test
    void damagedBytesGiveCorruptionAndNothingElse() {
        long seed = Long.getLong("contextdb.seed", 20260101L);
        Random random = new Random(seed);
        List<byte[]> encoded = values().map(ValueCodec::encode).toList();
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = encoded.get(random.nextInt(encoded.size())).clone();
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            try {
                ValueCodec.decode(decoder(bytes));
            } catch (ContextDbException e) {
                assertEquals(
                        true,
                        e.code() == ErrorCode.CORRUPTION || e.code() == ErrorCode.UNSUPPORTED_VALUE,
                        () -> "seed " + seed + ": " + e);
            }
        }
    }

    private static void assertHex(String expected, Object value) {
        assertEquals(expected, HexFormat.of().formatHex(ValueCodec.encode(Value.of(value))));
    }

    private static ByteDecoder decoder(byte[] bytes) {
        return new ByteDecoder(MemorySegment.ofArray(bytes));
    }
}

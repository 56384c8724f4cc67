package io.contextdb.testkit;

import io.contextdb.api.Value;
import io.contextdb.api.Value.BooleanValue;
import io.contextdb.api.Value.BytesValue;
import io.contextdb.api.Value.CoordinateSystem;
import io.contextdb.api.Value.DateTimeValue;
import io.contextdb.api.Value.DateValue;
import io.contextdb.api.Value.DurationValue;
import io.contextdb.api.Value.FloatValue;
import io.contextdb.api.Value.IntegerValue;
import io.contextdb.api.Value.ListValue;
import io.contextdb.api.Value.LocalDateTimeValue;
import io.contextdb.api.Value.LocalTimeValue;
import io.contextdb.api.Value.MapValue;
import io.contextdb.api.Value.PointValue;
import io.contextdb.api.Value.StringValue;
import io.contextdb.api.Value.TimeValue;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Property values of every type but vectors, small and now and then large. */
public final class RandomValues {
    private static final int TYPES = 14;
    private static final int LARGE_BYTES = 100_000;
    private static final int NESTING_MAX = 3;
    private static final String LETTERS = "aZ09 äß漢字\uD83D\uDE00\n\0\"";

    private RandomValues() {}

    /** The next value. */
    public static Value next(Random random) {
        return next(random, 0);
    }

    private static Value next(Random random, int nesting) {
        return switch (random.nextInt(nesting < NESTING_MAX ? TYPES : TYPES - 2)) {
            case 0 -> new BooleanValue(random.nextBoolean());
            case 1 -> new IntegerValue(random.nextLong() >> random.nextInt(64));
            case 2 -> new FloatValue(random.nextInt(8) == 0 ? Double.NaN : random.nextGaussian());
            case 3 -> new StringValue(string(random));
            case 4 -> new BytesValue(bytes(random));
            case 5 -> point(random);
            case 6 -> new DateValue(date(random));
            case 7 -> new TimeValue(time(random).atOffset(offset(random)));
            case 8 -> new LocalTimeValue(time(random));
            case 9 ->
                new DateTimeValue(Instant.ofEpochSecond(random.nextInt())
                        .atZone(random.nextBoolean() ? ZoneId.of("Europe/Berlin") : offset(random)));
            case 10 -> new LocalDateTimeValue(LocalDateTime.of(date(random), time(random)));
            case 11 ->
                new DurationValue(
                        random.nextInt(), random.nextInt(), random.nextLong() >> 8, random.nextInt(1_000_000_000));
            case 12 ->
                new ListValue(Stream.generate(() -> next(random, nesting + 1))
                        .limit(random.nextInt(4))
                        .toList());
            default -> map(random, nesting);
        };
    }

    private static Value map(Random random, int nesting) {
        TreeMap<String, Value> values = new TreeMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            values.put("key" + random.nextInt(10), next(random, nesting + 1));
        }
        return new MapValue(values);
    }

    private static Value point(Random random) {
        CoordinateSystem system = CoordinateSystem.values()[random.nextInt(CoordinateSystem.values().length)];
        return new PointValue(
                system, random.doubles(system.dimensions(), -90, 90).boxed().toList());
    }

    private static String string(Random random) {
        int length = random.nextInt(200) == 0 ? LARGE_BYTES : random.nextInt(12);
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            int index = LETTERS.offsetByCodePoints(0, random.nextInt(LETTERS.codePointCount(0, LETTERS.length())));
            text.appendCodePoint(LETTERS.codePointAt(index));
        }
        return text.toString();
    }

    private static byte[] bytes(Random random) {
        byte[] bytes = new byte[random.nextInt(200) == 0 ? LARGE_BYTES : random.nextInt(12)];
        random.nextBytes(bytes);
        return bytes;
    }

    private static LocalDate date(Random random) {
        return LocalDate.ofEpochDay(random.nextInt(2_000_000) - 1_000_000);
    }

    private static LocalTime time(Random random) {
        return LocalTime.ofNanoOfDay(random.nextLong(86_400_000_000_000L));
    }

    private static ZoneOffset offset(Random random) {
        return ZoneOffset.ofTotalSeconds(random.nextInt(64_801) - 32_400);
    }
}

package io.contextdb.memory;

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
import io.contextdb.api.Value.VectorValue;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Property values as bytes, in the log and on disk. Equal values have equal bytes. A value is a {@link ValueTag} and:
 *
 * <pre>
 *  1 false, 2 true        nothing
 *  3 integer              signed
 *  4 float                8 bytes, its bits
 *  5 string               unsigned length, UTF-8
 *  6 bytes                unsigned length, bytes
 *  7 list                 unsigned count, values
 *  8 map                  unsigned count, then by ascending key (UTF-16 order): string, value
 *  9 point                unsigned srid, 8 bytes for each coordinate
 * 10 date                 signed days since 1970-01-01
 * 11 time                 unsigned nanoseconds of the day, signed offset in seconds
 * 12 local time           unsigned nanoseconds of the day
 * 13 date-time            signed days, unsigned nanoseconds of the day (both local), signed offset in seconds, string zone ("" for none)
 * 14 local date-time      signed days, unsigned nanoseconds of the day
 * 15 duration             signed months, days, seconds, nanoseconds
 * 16 vector               unsigned count, 4 bytes each
 * </pre>
 *
 * <p>Signed and unsigned numbers are those of {@link ByteEncoder}.
 */
public final class ValueCodec {
    /** Lists and maps nested deeper are taken for damage. */
    public static final int DEPTH_MAX = 1000;

    private ValueCodec() {}

    /** Appends what {@link #encode(Value, ByteEncoder)} does for a boolean. */
    public static void encodeBoolean(boolean value, ByteEncoder out) {
        out.putByte(value ? ValueTag.TRUE : ValueTag.FALSE);
    }

    /** Appends what {@link #encode(Value, ByteEncoder)} does for an integer. */
    public static void encodeInteger(long value, ByteEncoder out) {
        out.putByte(ValueTag.INTEGER);
        out.putSigned(value);
    }

    /** Appends what {@link #encode(Value, ByteEncoder)} does for a float. */
    public static void encodeFloat(double value, ByteEncoder out) {
        out.putByte(ValueTag.FLOAT);
        out.putDouble(value);
    }

    /**
     * Appends what {@link #encode(Value, ByteEncoder)} does for a string, of which there is the UTF-8 in native memory.
     */
    public static void encodeString(long address, int length, ByteEncoder out) {
        out.putByte(ValueTag.STRING);
        out.putUnsigned(length);
        out.putBytes(address, length);
    }

    /** Appends a value. */
    public static void encode(Value value, ByteEncoder out) {
        switch (value) {
            case BooleanValue(boolean bool) -> encodeBoolean(bool, out);
            case IntegerValue(long number) -> encodeInteger(number, out);
            case FloatValue(double number) -> encodeFloat(number, out);
            case StringValue(String string) -> {
                out.putByte(ValueTag.STRING);
                out.putString(string);
            }
            case BytesValue bytes -> {
                out.putByte(ValueTag.BYTES);
                out.putUnsigned(bytes.length());
                int position = out.extend(bytes.length());
                bytes.copyTo(out.array(), position);
            }
            case ListValue(List<Value> values) -> {
                out.putByte(ValueTag.LIST);
                out.putUnsigned(values.size());
                values.forEach(element -> encode(element, out));
            }
            case MapValue map -> {
                out.putByte(ValueTag.MAP);
                out.putUnsigned(map.values().size());
                map.values().forEach((key, element) -> {
                    out.putString(key);
                    encode(element, out);
                });
            }
            case PointValue(CoordinateSystem system, List<Double> coordinates) -> {
                out.putByte(ValueTag.POINT);
                out.putUnsigned(system.srid());
                coordinates.forEach(out::putDouble);
            }
            case DateValue(LocalDate date) -> {
                out.putByte(ValueTag.DATE);
                out.putSigned(date.toEpochDay());
            }
            case TimeValue(OffsetTime time) -> {
                out.putByte(ValueTag.TIME);
                out.putUnsigned(time.toLocalTime().toNanoOfDay());
                out.putSigned(time.getOffset().getTotalSeconds());
            }
            case LocalTimeValue(LocalTime time) -> {
                out.putByte(ValueTag.LOCAL_TIME);
                out.putUnsigned(time.toNanoOfDay());
            }
            case DateTimeValue(ZonedDateTime dateTime) -> encodeDateTime(dateTime, out);
            case LocalDateTimeValue(LocalDateTime dateTime) -> {
                out.putByte(ValueTag.LOCAL_DATE_TIME);
                putLocal(dateTime, out);
            }
            case DurationValue(long months, long days, long seconds, int nanoseconds) -> {
                out.putByte(ValueTag.DURATION);
                out.putSigned(months);
                out.putSigned(days);
                out.putSigned(seconds);
                out.putSigned(nanoseconds);
            }
            case VectorValue vector -> {
                out.putByte(ValueTag.VECTOR);
                float[] components = vector.value();
                out.putUnsigned(components.length);
                for (float component : components) {
                    out.putFloat(component);
                }
            }
        }
    }

    /** A value's bytes on their own. */
    public static byte[] encode(Value value) {
        ByteEncoder out = new ByteEncoder();
        encode(value, out);
        return out.toByteArray();
    }

    /** Reads a value. {@code CORRUPTION} when there is none. */
    public static Value decode(ByteDecoder in) {
        try {
            return decode(in, 0);
        } catch (DateTimeException | ArithmeticException e) {
            throw in.corruption("no such date or time (" + e.getMessage() + ")");
        }
    }

    private static Value decode(ByteDecoder in, int depth) {
        if (depth > DEPTH_MAX) {
            throw in.corruption("values nested deeper than " + DEPTH_MAX);
        }
        int tag = in.getByte();
        return switch (tag) {
            case ValueTag.FALSE -> new BooleanValue(false);
            case ValueTag.TRUE -> new BooleanValue(true);
            case ValueTag.INTEGER -> new IntegerValue(in.getSigned());
            case ValueTag.FLOAT -> new FloatValue(in.getDouble());
            case ValueTag.STRING -> new StringValue(in.getString());
            case ValueTag.BYTES -> new BytesValue(in.getByteString());
            case ValueTag.LIST -> decodeList(in, depth);
            case ValueTag.MAP -> decodeMap(in, depth);
            case ValueTag.POINT -> decodePoint(in);
            case ValueTag.DATE -> new DateValue(LocalDate.ofEpochDay(in.getSigned()));
            case ValueTag.TIME -> new TimeValue(getTime(in).atOffset(getOffset(in)));
            case ValueTag.LOCAL_TIME -> new LocalTimeValue(getTime(in));
            case ValueTag.DATE_TIME -> decodeDateTime(in);
            case ValueTag.LOCAL_DATE_TIME -> new LocalDateTimeValue(getLocal(in));
            case ValueTag.DURATION ->
                new DurationValue(in.getSigned(), in.getSigned(), in.getSigned(), Math.toIntExact(in.getSigned()));
            case ValueTag.VECTOR -> decodeVector(in);
            default -> throw in.corruption("no type of value has the tag " + tag);
        };
    }

    private static ListValue decodeList(ByteDecoder in, int depth) {
        int count = in.getCount(1);
        List<Value> values = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            values.add(decode(in, depth + 1));
        }
        return new ListValue(values);
    }

    private static MapValue decodeMap(ByteDecoder in, int depth) {
        int count = in.getCount(2);
        TreeMap<String, Value> values = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            String key = in.getString();
            values.put(key, decode(in, depth + 1));
        }
        return new MapValue(values);
    }

    private static PointValue decodePoint(ByteDecoder in) {
        long srid = in.getUnsigned();
        for (CoordinateSystem system : CoordinateSystem.values()) {
            if (system.srid() == srid) {
                List<Double> coordinates = new ArrayList<>(system.dimensions());
                for (int i = 0; i < system.dimensions(); i++) {
                    coordinates.add(in.getDouble());
                }
                return new PointValue(system, coordinates);
            }
        }
        throw in.corruption("no coordinate system has the srid " + srid);
    }

    private static VectorValue decodeVector(ByteDecoder in) {
        float[] components = new float[in.getCount(Float.BYTES)];
        for (int i = 0; i < components.length; i++) {
            components[i] = in.getFloat();
        }
        return new VectorValue(components);
    }

    private static void encodeDateTime(ZonedDateTime dateTime, ByteEncoder out) {
        out.putByte(ValueTag.DATE_TIME);
        putLocal(dateTime.toLocalDateTime(), out);
        out.putSigned(dateTime.getOffset().getTotalSeconds());
        out.putString(
                dateTime.getZone() instanceof ZoneOffset
                        ? ""
                        : dateTime.getZone().getId());
    }

    private static DateTimeValue decodeDateTime(ByteDecoder in) {
        LocalDateTime local = getLocal(in);
        ZoneOffset offset = getOffset(in);
        String zone = in.getString();
        return new DateTimeValue(
                zone.isEmpty()
                        ? ZonedDateTime.of(local, offset)
                        : ZonedDateTime.ofLocal(local, ZoneId.of(zone), offset));
    }

    private static void putLocal(LocalDateTime dateTime, ByteEncoder out) {
        out.putSigned(dateTime.toLocalDate().toEpochDay());
        out.putUnsigned(dateTime.toLocalTime().toNanoOfDay());
    }

    private static LocalDateTime getLocal(ByteDecoder in) {
        return LocalDateTime.of(LocalDate.ofEpochDay(in.getSigned()), getTime(in));
    }

    private static LocalTime getTime(ByteDecoder in) {
        return LocalTime.ofNanoOfDay(in.getUnsigned());
    }

    private static ZoneOffset getOffset(ByteDecoder in) {
        return ZoneOffset.ofTotalSeconds(Math.toIntExact(in.getSigned()));
    }
}

package io.contextdb.api;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * A property value: the types of openCypher, bytes, points, and vectors. Values are immutable and compare by content;
 * arrays are copied on the way in and out. {@link #of(Object)} turns ordinary Java objects into values,
 * {@link #toJava()} turns them back. There is no null value: a property that is null does not exist.
 */
public sealed interface Value {

    /** The ordinary Java object for this value, as {@link #of(Object)} accepts it. */
    Object toJava();

    /** true or false. */
    record BooleanValue(boolean value) implements Value {
        @Override
        public Boolean toJava() {
            return value;
        }
    }

    /** A signed 64-bit integer. */
    record IntegerValue(long value) implements Value {
        @Override
        public Long toJava() {
            return value;
        }
    }

    /** A 64-bit floating-point number; NaN and infinities are values like any other. */
    record FloatValue(double value) implements Value {
        @Override
        public Double toJava() {
            return value;
        }
    }

    /** A Unicode string without lone surrogates. */
    record StringValue(String value) implements Value {
        @Override
        public String toJava() {
            return value;
        }
    }

    /** A byte string. */
    record BytesValue(byte[] value) implements Value {
        public BytesValue {
            value = value.clone();
        }

        @Override
        public byte[] value() {
            return value.clone();
        }

        /** The number of bytes. */
        public int length() {
            return value.length;
        }

        /** Copies the bytes into an array, from {@code position} on. */
        public void copyTo(byte[] target, int position) {
            System.arraycopy(value, 0, target, position, value.length);
        }

        @Override
        public byte[] toJava() {
            return value.clone();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof BytesValue that && Arrays.equals(value, that.value);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(value);
        }

        @Override
        public String toString() {
            return "BytesValue[" + value.length + " bytes]";
        }
    }

    /** A list of values, of any types. */
    record ListValue(List<Value> values) implements Value {
        public ListValue {
            values = List.copyOf(values);
        }

        @Override
        public List<Object> toJava() {
            return values.stream().map(Value::toJava).toList();
        }
    }

    /** A map from strings to values, in the order of its keys. */
    record MapValue(SortedMap<String, Value> values) implements Value {
        public MapValue {
            values = SortedValues.copyOf(values);
        }

        @Override
        public Map<String, Object> toJava() {
            return Values.toJava(values);
        }
    }

    /** A point; {@code coordinates} has two or three components in the order of its coordinate system. */
    record PointValue(CoordinateSystem system, List<Double> coordinates) implements Value {
        public PointValue {
            coordinates = List.copyOf(coordinates);
            if (coordinates.size() != system.dimensions()) {
                throw new ContextDbException(
                        ErrorCode.UNSUPPORTED_VALUE,
                        "a point in " + system + " has " + system.dimensions() + " coordinates, not "
                                + coordinates.size());
            }
        }

        @Override
        public PointValue toJava() {
            return this;
        }
    }

    /** A calendar date. */
    record DateValue(LocalDate value) implements Value {
        @Override
        public LocalDate toJava() {
            return value;
        }
    }

    /** A time of day with an offset from UTC. */
    record TimeValue(OffsetTime value) implements Value {
        @Override
        public OffsetTime toJava() {
            return value;
        }
    }

    /** A time of day without an offset. */
    record LocalTimeValue(LocalTime value) implements Value {
        @Override
        public LocalTime toJava() {
            return value;
        }
    }

    /** A date and time in a zone or at an offset. */
    record DateTimeValue(ZonedDateTime value) implements Value {
        /** One that was deserialized may have an offset that its zone does not know; it gets one that it does. */
        public DateTimeValue {
            value = ZonedDateTime.ofLocal(value.toLocalDateTime(), value.getZone(), value.getOffset());
        }

        @Override
        public ZonedDateTime toJava() {
            return value;
        }
    }

    /** A date and time without a zone. */
    record LocalDateTimeValue(LocalDateTime value) implements Value {
        @Override
        public LocalDateTime toJava() {
            return value;
        }
    }

    /**
     * A duration of openCypher: its four components are kept apart because months and days vary in length. Nanoseconds,
     * 0 to 999,999,999, count on from the seconds, also from negative ones.
     */
    record DurationValue(long months, long days, long seconds, int nanoseconds) implements Value {
        private static final int NANOSECONDS_MAX = 999_999_999;

        public DurationValue {
            if (nanoseconds < 0 || nanoseconds > NANOSECONDS_MAX) {
                throw new ContextDbException(
                        ErrorCode.UNSUPPORTED_VALUE,
                        "a duration of " + nanoseconds + " nanoseconds; they must be 0 to " + NANOSECONDS_MAX
                                + ", whole seconds are counted apart");
            }
        }

        @Override
        public DurationValue toJava() {
            return this;
        }
    }

    /** A vector of float32 components; it belongs to the vector space of the property's name. */
    record VectorValue(float[] value) implements Value {
        public VectorValue {
            value = value.clone();
        }

        @Override
        public float[] value() {
            return value.clone();
        }

        @Override
        public float[] toJava() {
            return value.clone();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof VectorValue that && Arrays.equals(value, that.value);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(value);
        }

        @Override
        public String toString() {
            return "VectorValue[" + value.length + " components]";
        }
    }

    /** The coordinate systems of openCypher points. */
    enum CoordinateSystem {
        /** Plane, x and y. */
        CARTESIAN_2D(7203, 2),
        /** Space, x, y and z. */
        CARTESIAN_3D(9157, 3),
        /** Longitude and latitude in degrees. */
        WGS84_2D(4326, 2),
        /** Longitude and latitude in degrees, height in metres. */
        WGS84_3D(4979, 3);

        private final int srid;
        private final int dimensions;

        CoordinateSystem(int srid, int dimensions) {
            this.srid = srid;
            this.dimensions = dimensions;
        }

        /** The spatial reference id that names this system on the wire and on disk. */
        public int srid() {
            return srid;
        }

        /** How many coordinates a point has. */
        public int dimensions() {
            return dimensions;
        }
    }

    /**
     * The value for an ordinary Java object: Boolean, Byte, Short, Integer, Long, Float, Double, CharSequence, byte[],
     * float[] (a vector), long[], double[], Collection, Map with String keys, the {@code java.time} types named in this
     * interface, OffsetDateTime, Instant (a date and time at UTC), Duration, Period, or a {@code Value} itself.
     *
     * @throws ContextDbException {@link ErrorCode#UNSUPPORTED_VALUE} for anything else
     */
    static Value of(Object object) {
        return Values.of(object);
    }
}

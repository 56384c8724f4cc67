package io.contextdb.storage.mmap.snapshot;

import io.contextdb.api.ContextDbException;
import io.contextdb.storage.mmap.file.Corruption;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;

/** Reads a JSON object strictly: a member that is missing or of another type is {@code CORRUPTION} that names it. */
final class JsonReader {
    private static final Pattern DATA_FILE = Pattern.compile("[a-z]+/[A-Za-z0-9_-]+\\.[a-z]+");

    private final Path path;
    private final Map<?, ?> members;

    private JsonReader(Path path, Object value) {
        this.path = path;
        if (!(value instanceof Map<?, ?> object)) {
            throw Corruption.at(path, 0, "an object is expected where there is " + value);
        }
        this.members = object;
    }

    /** Reads a document; {@code path} is for messages. */
    static JsonReader parse(Path path, byte[] text) {
        try {
            return new JsonReader(path, JsonTree.parse(text));
        } catch (JacksonException e) {
            throw Corruption.at(path, 0, "it is no JSON: " + e.getOriginalMessage());
        }
    }

    boolean has(String name) {
        return members.containsKey(name);
    }

    /** The names of its members. */
    List<String> names() {
        return members.keySet().stream().map(String::valueOf).toList();
    }

    JsonReader object(String name) {
        return new JsonReader(path, member(name));
    }

    List<JsonReader> objects(String name) {
        List<JsonReader> objects = new ArrayList<>();
        array(name).forEach(element -> objects.add(new JsonReader(path, element)));
        return objects;
    }

    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        array(name).forEach(element -> texts.add(text(name, element)));
        return texts;
    }

    String text(String name) {
        return text(name, member(name));
    }

    /** A path that stays inside the directory it is relative to. */
    String relativePath(String name) {
        String text = text(name);
        if (!DATA_FILE.matcher(text).matches()) {
            throw wrong(name, "the path of a data file");
        }
        return text;
    }

    /** Numbers from 0 to 2^63 - 1. */
    List<Long> numbers(String name) {
        List<Long> numbers = new ArrayList<>();
        array(name).forEach(element -> numbers.add(number(name, element)));
        return numbers;
    }

    /** A number from 0 to 2^63 - 1. */
    long number(String name) {
        return number(name, member(name));
    }

    private long number(String name, Object value) {
        if (value instanceof BigInteger number && number.signum() >= 0 && number.bitLength() < Long.SIZE) {
            return number.longValue();
        }
        throw wrong(name, "a number from 0 to 2^63 - 1");
    }

    /** A number from 0 to 2^31 - 1. */
    int integer(String name) {
        long value = number(name);
        if (value > Integer.MAX_VALUE) {
            throw wrong(name, "a number from 0 to 2^31 - 1");
        }
        return (int) value;
    }

    /** A number from 0 to 2^64 - 1. */
    long unsigned(String name) {
        if (member(name) instanceof BigInteger number && number.signum() >= 0 && number.bitLength() <= Long.SIZE) {
            return number.longValue();
        }
        throw wrong(name, "a number from 0 to 2^64 - 1");
    }

    /** A 32-bit number in hexadecimal. */
    int hexadecimal(String name) {
        try {
            return Integer.parseUnsignedInt(text(name), 16);
        } catch (NumberFormatException e) {
            throw wrong(name, "eight hexadecimal digits");
        }
    }

    /** A time as milliseconds since 1970, which not all times of ISO 8601 can be. */
    long millis(String name) {
        try {
            return Instant.parse(text(name)).toEpochMilli();
        } catch (DateTimeException | ArithmeticException e) {
            throw wrong(name, "a time in ISO 8601 within 292 million years of 1970");
        }
    }

    <E extends Enum<E>> E constant(String name, Class<E> type) {
        String text = text(name);
        for (E constant : type.getEnumConstants()) {
            if (constant.name().toLowerCase(Locale.ROOT).equals(text)) {
                return constant;
            }
        }
        throw wrong(name, "the name of a " + type.getSimpleName());
    }

    private List<?> array(String name) {
        if (member(name) instanceof List<?> list) {
            return list;
        }
        throw wrong(name, "a list");
    }

    private String text(String name, Object value) {
        if (value instanceof String text) {
            return text;
        }
        throw wrong(name, "a text");
    }

    private Object member(String name) {
        Object value = members.get(name);
        if (value == null) {
            throw wrong(name, "present");
        }
        return value;
    }

    private ContextDbException wrong(String name, String expected) {
        return Corruption.at(path, 0, "its member " + name + " is " + members.get(name) + " and should be " + expected);
    }
}

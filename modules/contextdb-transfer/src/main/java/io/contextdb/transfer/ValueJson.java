package io.contextdb.transfer;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.Value;
import io.contextdb.transfer.input.RowProblem;
import io.contextdb.transfer.json.JsonForm;
import io.contextdb.transfer.json.JsonLine;
import io.contextdb.transfer.json.JsonNull;
import io.contextdb.transfer.json.TypedJson;
import io.contextdb.transfer.json.TypedJsonWriter;
import java.io.OutputStream;
import java.io.StringWriter;
import java.util.Map;
import java.util.function.Supplier;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/**
 * Property values as JSON, as exports write them and imports read them: plain where JSON has the type, {@code {"$type":
 * "Date", "_value": "2024-02-29"}} elsewhere, with the type names of {@code application/vnd.neo4j.query}. On request
 * every value is written with its type, as that media type has it. Both are read back to the same values. Thread-safe.
 */
public final class ValueJson {
    /** How values are written. */
    public enum Form {
        /** Plain where JSON has the type, with the type elsewhere. */
        NATURAL,
        /** Always with the type. */
        TYPED
    }

    private ValueJson() {}

    /** One value in its natural form, on one line. */
    public static String format(Value value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = JsonForm.FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            TypedJsonWriter.value(value, out);
        }
        return text.toString();
    }

    /** A writer of strict JSON in UTF-8; closing it flushes the stream and leaves it open. */
    public static JsonGenerator generator(OutputStream out) {
        return JsonForm.FACTORY.createGenerator(ObjectWriteContext.empty(), out);
    }

    /** Writes one value. */
    public static void write(Value value, Form form, JsonGenerator out) {
        switch (form) {
            case NATURAL -> TypedJsonWriter.value(value, out);
            case TYPED -> TypedJsonWriter.typed(value, out);
        }
    }

    /** Writes a vector as a list of numbers, each in the fewest digits that lead back to it. */
    public static void writeVector(float[] vector, JsonGenerator out) {
        TypedJsonWriter.vector(vector, out);
    }

    /** Writes an id as a JSON number, unsigned. */
    public static void writeId(long id, JsonGenerator out) {
        TypedJsonWriter.id(id, out);
    }

    /**
     * The members of a JSON object, as maps, lists, strings, longs, {@link java.math.BigInteger}s, doubles and
     * booleans; those that are null as {@link #isNull} tells. Members that come twice are refused.
     *
     * @throws ContextDbException {@link ErrorCode#MALFORMED_INPUT} when the bytes are no JSON object, or nest more than
     *     1000 deep
     */
    public static Map<String, Object> parse(byte[] bytes, int offset, int length) {
        return understood(() -> JsonLine.parse(bytes, offset, length, true));
    }

    /** Whether something that was parsed is null. */
    public static boolean isNull(Object parsed) {
        return parsed == JsonNull.NULL;
    }

    /**
     * The property value that parsed JSON means, in either form.
     *
     * @throws ContextDbException with the code of what is wrong with it
     */
    public static Value value(Object parsed) {
        return understood(() -> TypedJson.value(parsed));
    }

    private static <T> T understood(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (RowProblem problem) {
            throw new ContextDbException(problem.code(), problem.reason(), problem);
        }
    }
}

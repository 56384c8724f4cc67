package io.contextdb.transfer;

import io.contextdb.api.Value;
import io.contextdb.transfer.json.JsonForm;
import io.contextdb.transfer.json.TypedJsonWriter;
import java.io.StringWriter;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/** Ordinary Java objects as JSON, without reflection; property values as exports write them ({@link ValueJson}). */
public final class JsonText {
    private JsonText() {}

    /** One JSON value on one line. */
    public static String line(Object value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = JsonForm.FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            write(value, out);
        }
        return text.toString();
    }

    /**
     * Writes maps, iterables, property values, numbers, booleans, and whatever else by its {@code toString}. Numbers of
     * other classes than those of {@code java.lang} are written as their digits.
     */
    public static void write(Object value, JsonGenerator out) {
        switch (value) {
            case Map<?, ?> map -> {
                out.writeStartObject();
                map.forEach((key, element) -> {
                    out.writeName(key.toString());
                    write(element, out);
                });
                out.writeEndObject();
            }
            case Iterable<?> elements -> {
                out.writeStartArray();
                elements.forEach(element -> write(element, out));
                out.writeEndArray();
            }
            case Value property -> TypedJsonWriter.value(property, out);
            case Boolean flag -> out.writeBoolean(flag);
            // A figure nobody could measure; a property that is not a number is a Value, and keeps its name.
            case Double number when !Double.isFinite(number) -> out.writeNull();
            case Double number -> out.writeNumber(number);
            case Float number -> out.writeNumber(number);
            case Number number -> out.writeNumber(number.toString());
            default -> out.writeString(value.toString());
        }
    }
}

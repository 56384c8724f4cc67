package io.contextdb.cli.output;

import io.contextdb.api.Value;
import io.contextdb.transfer.ValueJson;
import java.io.StringWriter;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Ordinary Java objects as JSON, without reflection; property values as exports write them ({@link ValueJson}). */
public final class Json {
    private static final JsonFactory FACTORY = new JsonFactory();

    private Json() {}

    /** One JSON value on one line. */
    public static String line(Object value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            write(generator, value);
        }
        return text.toString();
    }

    private static void write(JsonGenerator generator, Object value) {
        switch (value) {
            case Map<?, ?> map -> {
                generator.writeStartObject();
                map.forEach((key, element) -> {
                    generator.writeName(key.toString());
                    write(generator, element);
                });
                generator.writeEndObject();
            }
            case Iterable<?> elements -> {
                generator.writeStartArray();
                elements.forEach(element -> write(generator, element));
                generator.writeEndArray();
            }
            case Value property -> generator.writeRawValue(ValueJson.format(property));
            case Boolean flag -> generator.writeBoolean(flag);
            // A figure nobody could measure; a property that is not a number is a Value, and keeps its name.
            case Double number when !Double.isFinite(number) -> generator.writeNull();
            case Double number -> generator.writeNumber(number);
            case Float number -> generator.writeNumber(number);
            case UnsignedId id -> generator.writeNumber(id.toBigInteger());
            case Long number -> generator.writeNumber(number);
            case Integer number -> generator.writeNumber(number);
            case Number other -> throw new AssertionError("a " + other.getClass() + " has no form in JSON yet");
            default -> generator.writeString(value.toString());
        }
    }
}

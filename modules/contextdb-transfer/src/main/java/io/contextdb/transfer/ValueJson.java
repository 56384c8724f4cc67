package io.contextdb.transfer;

import io.contextdb.api.Value;
import io.contextdb.transfer.json.JsonForm;
import io.contextdb.transfer.json.TypedJsonWriter;
import java.io.StringWriter;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/**
 * Property values as JSON, as exports write them and imports read them: plain where JSON has the type, {@code {"$type":
 * "Date", "_value": "2024-02-29"}} elsewhere.
 */
public final class ValueJson {
    private ValueJson() {}

    /** One value, on one line. */
    public static String format(Value value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = JsonForm.FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            TypedJsonWriter.value(value, out);
        }
        return text.toString();
    }
}

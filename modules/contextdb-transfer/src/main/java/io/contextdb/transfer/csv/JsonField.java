package io.contextdb.transfer.csv;

import io.contextdb.api.Value;
import io.contextdb.transfer.csv.Column.Role;
import io.contextdb.transfer.input.RowProblem;
import io.contextdb.transfer.json.JsonLine;
import io.contextdb.transfer.json.TypedJson;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The column {@code :JSON}: an object with {@code labels} or {@code type}, and {@code properties}, for what has no form
 * in CSV.
 */
final class JsonField {
    private final int field;
    private Map<String, Object> object = Map.of();

    JsonField(CsvHeader header) {
        field = header.position(Role.JSON);
    }

    /** Reads the field of the present row; false when there is none. */
    boolean read(CsvTokenizer rows) {
        if (field < 0 || rows.isMissing(field)) {
            return false;
        }
        byte[] bytes = rows.text(field).getBytes(StandardCharsets.UTF_8);
        try {
            object = JsonLine.parse(bytes, 0, bytes.length);
        } catch (RowProblem problem) {
            throw new RowProblem("column ':JSON': " + problem.reason());
        }
        return true;
    }

    /** The labels it has, or {@code fallback}. */
    List<String> labels(List<String> fallback) {
        return object.get("labels") instanceof List<?> labels
                ? labels.stream().map(Object::toString).toList()
                : fallback;
    }

    /** The type it has, if any. */
    @Nullable
    String type() {
        return object.get("type") instanceof String type ? type : null;
    }

    /** The properties of other columns with those it has. */
    Map<String, Value> properties(Map<String, Value> columns) {
        if (!(object.get("properties") instanceof Map<?, ?> members) || members.isEmpty()) {
            return columns;
        }
        Map<String, Value> all = new HashMap<>(columns);
        all.putAll(TypedJson.values(members));
        return all;
    }
}

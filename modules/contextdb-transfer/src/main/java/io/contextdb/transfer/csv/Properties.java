package io.contextdb.transfer.csv;

import io.contextdb.api.Value;
import io.contextdb.api.Value.ListValue;
import io.contextdb.api.Value.VectorValue;
import io.contextdb.transfer.csv.Column.Role;
import io.contextdb.transfer.input.RowProblem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Turns the fields of one row into properties, as the header declares them. */
final class Properties {
    private final List<Column> columns;
    private final char arrayDelimiter;
    private final int count;

    Properties(CsvHeader header, char arrayDelimiter) {
        columns = header.columns();
        this.arrayDelimiter = arrayDelimiter;
        count = (int) columns.stream()
                .filter(column -> column.role() == Role.PROPERTY || column.role() == Role.VECTOR)
                .count();
    }

    /** Whether rows have none. */
    boolean none() {
        return count == 0;
    }

    /** The properties of the present row; empty fields make none. */
    Map<String, Value> read(CsvTokenizer rows) {
        Map<String, Value> properties = HashMap.newHashMap(count + 1);
        for (int field = 0; field < columns.size(); field++) {
            Column column = columns.get(field);
            boolean wanted = column.role() == Role.PROPERTY || column.role() == Role.VECTOR;
            if (wanted && !rows.isMissing(field)) {
                try {
                    properties.put(column.name(), value(column, rows.text(field)));
                } catch (RowProblem problem) {
                    throw new RowProblem("column '" + column.name() + "': " + problem.reason());
                }
            }
        }
        return properties;
    }

    private Value value(Column column, String text) {
        if (column.role() == Role.VECTOR) {
            return new VectorValue(vector(text));
        }
        if (!column.array()) {
            return column.type().parse(text, column.zone());
        }
        List<Value> elements = new ArrayList<>();
        for (String element : split(text)) {
            elements.add(column.type().parse(element, column.zone()));
        }
        return new ListValue(elements);
    }

    private float[] vector(String text) {
        List<String> parts = split(text);
        float[] vector = new float[parts.size()];
        for (int i = 0; i < vector.length; i++) {
            try {
                vector[i] = Float.parseFloat(parts.get(i).strip());
            } catch (NumberFormatException _) {
                throw new RowProblem("component " + i + " of the vector, '" + parts.get(i) + "', is no number");
            }
        }
        return vector;
    }

    /** Splits an array; a quoted empty field is an empty array. */
    List<String> split(String text) {
        return text.isEmpty() ? List.of() : Split.at(arrayDelimiter, text);
    }
}

package io.contextdb.transfer.export;

import io.contextdb.api.Value;
import io.contextdb.transfer.csv.CsvHeader;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The columns of properties, found by looking at every row: each name gets the type of its first value that has one.
 * What a column cannot say, such as a value of another type, bytes, maps and nested lists, and names that no header can
 * hold, goes into the column {@code :JSON}.
 */
final class CsvColumns {
    /** More names than this are no table; those behind go into {@code :JSON}. */
    private static final int COLUMNS_MAX = 1000;

    private final SortedMap<String, ColumnType> types = new TreeMap<>();
    private boolean json;

    /** Looks at the properties of a row. */
    void see(Map<String, Value> properties) {
        properties.forEach((name, value) -> {
            ColumnType type = types.get(name);
            if (type == null) {
                Optional<ColumnType> fitting = ColumnType.of(value);
                if (fitting.isPresent() && types.size() < COLUMNS_MAX && isFit(name)) {
                    types.put(name, fitting.get());
                } else {
                    json = true;
                }
            } else if (!type.canSay(value)) {
                json = true;
            }
        });
    }

    /** Says that a row needs {@code :JSON} for something else than properties. */
    void needJson() {
        json = true;
    }

    /** Whether any row needs the column {@code :JSON}. */
    boolean json() {
        return json;
    }

    /** The columns by name. */
    SortedMap<String, ColumnType> types() {
        return types;
    }

    private static boolean isFit(String name) {
        boolean plain = name.equals(name.strip())
                && name.chars().noneMatch(character -> character < ' ' || ",|\"".indexOf(character) >= 0);
        return plain && CsvHeader.isProperty(name + ":string", name);
    }
}

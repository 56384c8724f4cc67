package io.contextdb.cli.output;

import io.contextdb.api.Value;
import io.contextdb.transfer.JsonText;
import io.contextdb.transfer.ValueText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Results on their way out: objects with the same members, printed in any {@link OutputFormat}. In JSON they stay as
 * they are; for the flat formats the members of {@code properties} become columns, lists are joined, and what an object
 * lacks is empty.
 */
public final class Results {
    /** The member whose own members become columns. */
    public static final String PROPERTIES = "properties";

    private static final int TABLE_PROPERTIES_MAX = 4;
    private static final List<String> SHOWN_FIRST = List.of("name", "title");

    private final List<Map<String, Object>> objects = new ArrayList<>();

    /** Appends a result; its members are printed in the map's order. */
    public void add(Map<String, Object> object) {
        objects.add(object);
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return objects.isEmpty();
    }

    /**
     * Prints all.
     *
     * @param shown the properties to show, in this order; empty for all, of which a table takes the first few
     */
    public void print(Console console, OutputFormat format, List<String> shown) {
        switch (format) {
            case JSON ->
                console.print(JsonText.line(
                        objects.stream().map(object -> selected(object, shown)).toList()));
            case NDJSON -> objects.forEach(object -> console.print(JsonText.line(selected(object, shown))));
            case TABLE, CSV, MARKDOWN, LINE -> printFlat(console, format, shown);
        }
    }

    private void printFlat(Console console, OutputFormat format, List<String> shown) {
        if (objects.isEmpty()) {
            console.message("nothing found");
            return;
        }
        List<String> properties = shown.isEmpty() ? properties(format == OutputFormat.TABLE) : shown;
        Set<String> columns = new LinkedHashSet<>();
        objects.forEach(object -> columns.addAll(object.keySet()));
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Map<String, Object> object : objects) {
            Map<String, Object> row = new LinkedHashMap<>();
            for (String column : columns) {
                if (column.equals(PROPERTIES)) {
                    Map<?, ?> values = (Map<?, ?>) object.getOrDefault(PROPERTIES, Map.of());
                    properties.forEach(property -> row.put(property, cell(values.get(property))));
                } else {
                    row.putIfAbsent(column, cell(object.get(column)));
                }
            }
            rows.add(row);
        }
        List<String> names = List.copyOf(rows.getFirst().keySet());
        List<List<Object>> cells =
                rows.stream().map(row -> List.copyOf(row.values())).toList();
        switch (format) {
            case CSV -> FlatText.printCsv(console, names, cells);
            case MARKDOWN -> FlatText.printMarkdown(console, names, cells);
            case LINE -> FlatText.printLines(console, names, cells);
            case TABLE, JSON, NDJSON -> console.printTable(names, cells);
        }
    }

    /** The properties of all results: names first, then by alphabet; only the first few when they must fit a table. */
    private List<String> properties(boolean few) {
        Set<String> all = new LinkedHashSet<>();
        objects.forEach(object -> ((Map<?, ?>) object.getOrDefault(PROPERTIES, Map.of()))
                .keySet()
                .forEach(key -> all.add(key.toString())));
        List<String> ordered =
                new ArrayList<>(SHOWN_FIRST.stream().filter(all::contains).toList());
        all.stream().filter(name -> !SHOWN_FIRST.contains(name)).sorted().forEach(ordered::add);
        return few && ordered.size() > TABLE_PROPERTIES_MAX ? ordered.subList(0, TABLE_PROPERTIES_MAX) : ordered;
    }

    private static Map<String, Object> selected(Map<String, Object> object, List<String> shown) {
        if (shown.isEmpty() || !(object.get(PROPERTIES) instanceof Map<?, ?> all)) {
            return object;
        }
        Map<String, Object> properties = new LinkedHashMap<>();
        for (String name : shown) {
            Object value = all.get(name);
            if (value != null) {
                properties.put(name, value);
            }
        }
        Map<String, Object> result = new LinkedHashMap<>(object);
        result.put(PROPERTIES, properties);
        return result;
    }

    private static Object cell(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Value.IntegerValue number -> number.value();
            case Value.FloatValue number -> new ExactNumber(number.value());
            case Value property -> ValueText.format(property);
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .map(entry -> entry.getKey() + ": " + cell(entry.getValue()))
                        .collect(Collectors.joining("; "));
            case Collection<?> list ->
                list.stream().map(Results::cell).map(Object::toString).collect(Collectors.joining("; "));
            default -> value;
        };
    }
}

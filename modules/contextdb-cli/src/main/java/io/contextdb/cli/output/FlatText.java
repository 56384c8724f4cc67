package io.contextdb.cli.output;

import java.util.List;
import java.util.stream.Collectors;

/** Rows as CSV, as a Markdown table, and line by line. */
final class FlatText {
    private FlatText() {}

    static void printCsv(Console console, List<String> columns, List<? extends List<?>> rows) {
        console.print(csv(columns));
        rows.forEach(row -> console.print(csv(row)));
    }

    static void printMarkdown(Console console, List<String> columns, List<? extends List<?>> rows) {
        console.print(markdown(columns));
        console.print("|" + " --- |".repeat(columns.size()));
        rows.forEach(row -> console.print(markdown(row)));
    }

    static void printLines(Console console, List<String> columns, List<? extends List<?>> rows) {
        int width = columns.stream().mapToInt(TextWidth::of).max().orElse(0);
        boolean first = true;
        for (List<?> row : rows) {
            if (!first) {
                console.print("");
            }
            first = false;
            for (int column = 0; column < columns.size(); column++) {
                String name = columns.get(column);
                String padding = " ".repeat(width - TextWidth.of(name));
                String text = TextTable.cell(row.get(column));
                if (!text.isEmpty()) {
                    console.print(name + padding + "  " + text);
                }
            }
        }
    }

    private static String csv(List<?> cells) {
        return cells.stream().map(FlatText::quoted).collect(Collectors.joining(","));
    }

    private static String quoted(Object cell) {
        String text = cell.toString();
        boolean special = text.chars().anyMatch(character -> ",\"\r\n".indexOf(character) >= 0);
        return special ? "\"" + text.replace("\"", "\"\"") + "\"" : text;
    }

    private static String markdown(List<?> cells) {
        return cells.stream()
                .map(cell -> TextTable.cell(cell).replace("|", "\\|"))
                .collect(Collectors.joining(" | ", "| ", " |"));
    }
}

package io.contextdb.cli.output;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * An aligned table for people: a header, columns two spaces apart, numbers to the right. On a terminal the widest
 * columns give way until every row fits one line; elsewhere nothing is cut.
 */
final class TextTable {
    private static final String GAP = "  ";
    private static final int NARROWEST_COLUMN = 8;

    private TextTable() {}

    static void print(PrintWriter out, Look look, List<String> columns, List<? extends List<?>> rows) {
        List<List<String>> cells = rows.stream()
                .map(row -> row.stream().map(TextTable::cell).toList())
                .toList();
        boolean[] numbers = numberColumns(columns.size(), rows);
        int[] widths = widths(columns, cells);
        if (look.terminal()) {
            fit(widths, numbers, look.width());
        }
        String header = line(columns, widths, numbers);
        out.println(look.color() ? "\u001b[1m" + header + "\u001b[0m" : header);
        cells.forEach(row -> out.println(line(row, widths, numbers)));
    }

    /** A value on one line, without control characters. */
    static String cell(Object value) {
        String text = value instanceof Float || value instanceof Double
                ? Numbers.decimal(((Number) value).doubleValue())
                : Objects.toString(value);
        return text.replaceAll("[\\p{Cntrl}]+", " ");
    }

    private static boolean[] numberColumns(int count, List<? extends List<?>> rows) {
        boolean[] numbers = new boolean[count];
        Arrays.fill(numbers, !rows.isEmpty());
        for (List<?> row : rows) {
            for (int column = 0; column < count; column++) {
                numbers[column] &=
                        row.get(column) instanceof Number || (row.get(column) instanceof String text && text.isEmpty());
            }
        }
        return numbers;
    }

    private static int[] widths(List<String> columns, List<List<String>> rows) {
        int[] widths = columns.stream().mapToInt(TextWidth::of).toArray();
        for (List<String> row : rows) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], TextWidth.of(row.get(column)));
            }
        }
        return widths;
    }

    /**
     * Takes columns from the widest text column again and again: what is short stays whole, what is long shares the
     * rest.
     */
    private static void fit(int[] widths, boolean[] numbers, int lineWidth) {
        int excess = Arrays.stream(widths).sum() + GAP.length() * (widths.length - 1) - lineWidth;
        while (excess > 0) {
            int widest = -1;
            for (int column = 0; column < widths.length; column++) {
                if (!numbers[column] && (widest < 0 || widths[column] >= widths[widest])) {
                    widest = column;
                }
            }
            if (widest < 0 || widths[widest] <= NARROWEST_COLUMN) {
                return;
            }
            widths[widest]--;
            excess--;
        }
    }

    private static String line(List<String> cells, int[] widths, boolean[] numbers) {
        List<String> padded = new ArrayList<>(widths.length);
        for (int column = 0; column < widths.length; column++) {
            String text = TextWidth.cut(cells.get(column), widths[column]);
            String padding = " ".repeat(Math.max(0, widths[column] - TextWidth.of(text)));
            padded.add(numbers[column] ? padding + text : text + padding);
        }
        return String.join(GAP, padded).stripTrailing();
    }
}

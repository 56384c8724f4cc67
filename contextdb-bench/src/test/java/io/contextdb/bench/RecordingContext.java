package io.contextdb.bench;

import io.contextdb.api.Progress;
import io.contextdb.cli.spi.CommandContext;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Keeps what a command prints. */
public final class RecordingContext implements CommandContext {
    private final StringWriter text = new StringWriter();
    private final PrintWriter out = new PrintWriter(text);

    /** The objects printed. */
    public final List<JsonObject> objects = new ArrayList<>();

    /** The column names of the tables printed. */
    public final List<List<String>> tables = new ArrayList<>();

    /** The phases reported, each once. */
    public final List<String> phases = new ArrayList<>();

    @Override
    public PrintWriter out() {
        return out;
    }

    /** What was printed besides tables and objects. */
    public String text() {
        out.flush();
        return text.toString();
    }

    @Override
    public void message(String line) {
        out.println(line);
    }

    @Override
    public Progress progress() {
        return (phase, done, total) -> {
            if (!phases.contains(phase)) {
                phases.add(phase);
            }
        };
    }

    @Override
    public void printJson(Map<String, ?> object) {
        objects.add(new JsonObject(object));
    }

    @Override
    public void printTable(List<String> columns, List<? extends List<?>> rows) {
        for (List<?> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException(row + " does not fit " + columns);
            }
        }
        tables.add(columns);
    }
}

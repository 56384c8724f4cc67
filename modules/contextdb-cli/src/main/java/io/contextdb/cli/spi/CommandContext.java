package io.contextdb.cli.spi;

import io.contextdb.api.Progress;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;

/** What a command needs of its surroundings: where data, messages and progress go. Used from the command's thread. */
public interface CommandContext {
    /** Standard output, for data only. */
    PrintWriter out();

    /** Prints a line for people on standard error, above a progress line that is shown at the moment. */
    void message(String line);

    /**
     * Shows on standard error how far something has come: a bar with rate and remaining time on a terminal, a plain
     * line now and then elsewhere. A new phase begins a new line; printing ends it.
     */
    Progress progress();

    /**
     * Prints one JSON object on standard output, keys in the map's order. Values are maps, lists, strings, numbers,
     * booleans.
     */
    void printJson(Map<String, ?> object);

    /** Prints an aligned table on standard output; columns that hold only numbers are aligned to the right. */
    void printTable(List<String> columns, List<? extends List<?>> rows);
}

package io.contextdb.cli.command;

import io.contextdb.cli.output.Console;
import io.contextdb.cli.output.OutputFormat;
import io.contextdb.cli.output.Results;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say how results are printed. */
class OutputSelection {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "How to print: ${COMPLETION-CANDIDATES}. Default: table.",
            completionCandidates = FormatNames.class)
    private @Nullable OutputFormat format;

    @Option(names = "--json", description = "The same as -o json.")
    private boolean json;

    /** The format asked for, or {@code fallback}. */
    OutputFormat formatOr(OutputFormat fallback) {
        if (json) {
            return OutputFormat.JSON;
        }
        return format == null ? fallback : format;
    }

    /** Prints results, as a table when nothing else was asked for. */
    void print(Console console, Results results) {
        results.print(console, formatOr(OutputFormat.TABLE), shown());
    }

    /** Prints results in this format when nothing else was asked for. */
    void print(Console console, Results results, OutputFormat fallback) {
        results.print(console, formatOr(fallback), shown());
    }

    /** Prints the one result there is; in JSON as an object, not as a list of one. */
    void printOne(Console console, Map<String, Object> object) {
        if (formatOr(OutputFormat.TABLE) == OutputFormat.JSON) {
            console.printJson(object);
        } else {
            Results results = new Results();
            results.add(object);
            print(console, results);
        }
    }

    /** Prints the one result there is, in words and tables of its own when nothing else was asked for. */
    void printOne(Console console, Map<String, Object> object, Runnable words) {
        if (formatOr(OutputFormat.TABLE) == OutputFormat.TABLE) {
            words.run();
        } else {
            printOne(console, object);
        }
    }

    /** The properties to print; empty for all. */
    List<String> shown() {
        return List.of();
    }
}

package io.contextdb.bench.common;

import io.contextdb.cli.spi.CommandContext;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** The option that says how the result of a benchmark is printed. */
public final class ResultOutput {
    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    /**
     * Prints a result.
     *
     * @param object the result as one JSON object
     * @param tables prints it for people
     */
    public void print(CommandContext context, Supplier<Map<String, Object>> object, Runnable tables) {
        if (json) {
            context.printJson(object.get());
        } else {
            tables.run();
        }
    }
}

package io.contextdb.cli.command;

import io.contextdb.api.Difference;
import io.contextdb.api.Difference.Kind;
import io.contextdb.api.DifferenceCounts;
import io.contextdb.cli.output.Console;
import io.contextdb.cli.output.OutputFormat;
import io.contextdb.cli.output.Results;
import io.contextdb.cli.output.UnsignedId;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Prints differences: line by line as they come where the format allows, otherwise at the end. */
final class DifferenceOutput implements Predicate<Difference> {
    private final Console console;
    private final OutputSelection output;
    private final long limit;
    private final boolean streamed;
    private final Results results = new Results();
    private long count;

    /**
     * Nothing printed yet.
     *
     * @param limit the greatest number of differences printed; 0 for all
     */
    DifferenceOutput(Console console, OutputSelection output, long limit) {
        this.console = console;
        this.output = output;
        this.limit = limit;
        this.streamed = output.formatOr(OutputFormat.TABLE) == OutputFormat.NDJSON;
    }

    @Override
    public boolean test(Difference difference) {
        if (limit == 0 || count < limit) {
            Map<String, Object> object = object(difference);
            if (streamed) {
                console.printJson(object);
            } else {
                results.add(object);
            }
        }
        count++;
        return true;
    }

    /** Prints what is not printed yet, and the counts as a message. */
    void end(DifferenceCounts counts) {
        if (!streamed) {
            output.print(console, results);
        }
        if (limit > 0 && count > limit) {
            console.message(
                    String.format(Locale.ROOT, "%,d of %,d differences printed; --limit 0 prints all", limit, count));
        }
        console.message(String.format(
                Locale.ROOT,
                "nodes +%,d -%,d ~%,d, edges +%,d -%,d ~%,d, vectors +%,d -%,d ~%,d",
                counts.nodesAdded(),
                counts.nodesRemoved(),
                counts.nodesChanged(),
                counts.edgesAdded(),
                counts.edgesRemoved(),
                counts.edgesChanged(),
                counts.vectorsAdded(),
                counts.vectorsRemoved(),
                counts.vectorsChanged()));
    }

    private static Map<String, Object> object(Difference difference) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put(
                "what",
                switch (difference) {
                    case Difference.OfNode node -> "node";
                    case Difference.OfEdge edge -> "edge";
                });
        object.put("id", new UnsignedId(difference.id()));
        object.put("change", word(difference.kind()));
        object.put("labels", difference instanceof Difference.OfNode node ? words(node.labels()) : Map.of());
        object.put("changed_properties", words(difference.properties()));
        object.put("vectors", difference instanceof Difference.OfNode node ? words(node.vectors()) : Map.of());
        return object;
    }

    private static Map<String, String> words(SortedMap<String, Kind> kinds) {
        Map<String, String> words = new TreeMap<>();
        kinds.forEach((name, kind) -> words.put(name, word(kind)));
        return words;
    }

    private static String word(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}

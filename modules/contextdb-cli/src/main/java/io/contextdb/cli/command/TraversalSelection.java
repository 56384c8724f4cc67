package io.contextdb.cli.command;

import io.contextdb.api.Database;
import io.contextdb.api.Direction;
import io.contextdb.api.Traversal;
import io.contextdb.cli.output.Console;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/** The options that say which edges are followed. */
final class TraversalSelection {
    /** The names of directions as they are typed. */
    enum Way {
        /** Along the edges. */
        OUT,
        /** Against the edges. */
        IN,
        /** Both. */
        BOTH
    }

    @Option(
            names = "--direction",
            paramLabel = "out|in|both",
            defaultValue = "both",
            description = "Which edges are followed. Default: ${DEFAULT-VALUE}.")
    private Way way;

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            split = ",",
            description = "Follow edges of these types only. Default: all.")
    private List<String> types = new ArrayList<>();

    /** A traversal as far as {@code depth}. A message names types that no edge has, since they look like an empty answer. */
    Traversal within(Console console, Database database, int depth) {
        if (!types.isEmpty()) {
            Set<String> known = database.statistics().edgeTypes().keySet();
            types.stream()
                    .filter(type -> !known.contains(type))
                    .forEach(type ->
                            console.message("no edge has the type '" + type + "'" + Suggestion.of(type, known)));
        }
        return new Traversal(
                depth, direction(), new HashSet<>(types), Traversal.Order.BREADTH_FIRST, Integer.MAX_VALUE);
    }

    private Direction direction() {
        return switch (way) {
            case OUT -> Direction.OUTGOING;
            case IN -> Direction.INCOMING;
            case BOTH -> Direction.BOTH;
        };
    }
}

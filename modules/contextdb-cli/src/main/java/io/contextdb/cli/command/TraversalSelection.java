package io.contextdb.cli.command;

import io.contextdb.api.Direction;
import io.contextdb.api.GraphReader;
import io.contextdb.api.Traversal;
import io.contextdb.cli.output.Console;
import io.contextdb.cli.spi.Suggestion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which edges are followed, and how far. */
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

    private static final int NEIGHBORHOOD_HOPS = 2;

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

    @Option(
            names = "--depth",
            paramLabel = "HOPS",
            description = "The greatest number of hops. Default: " + NEIGHBORHOOD_HOPS + "; for a path any.")
    private @Nullable Integer depth;

    /** A traversal to what is near. */
    Traversal neighborhood(Console console, GraphReader database) {
        return within(console, database, NEIGHBORHOOD_HOPS);
    }

    /** A traversal as far as it takes. */
    Traversal path(Console console, GraphReader database) {
        return within(console, database, Integer.MAX_VALUE);
    }

    /** A message names types that no edge has, since they look like an empty answer. */
    private Traversal within(Console console, GraphReader database, int depthDefault) {
        if (!types.isEmpty()) {
            Set<String> known = database.statistics().edgeTypes().keySet();
            types.stream()
                    .filter(type -> !known.contains(type))
                    .forEach(type ->
                            console.message("no edge has the type '" + type + "'" + Suggestion.of(type, known)));
        }
        return new Traversal(
                depth == null ? depthDefault : depth,
                direction(),
                new HashSet<>(types),
                Traversal.Order.BREADTH_FIRST,
                Integer.MAX_VALUE);
    }

    private Direction direction() {
        return switch (way) {
            case OUT -> Direction.OUTGOING;
            case IN -> Direction.INCOMING;
            case BOTH -> Direction.BOTH;
        };
    }
}

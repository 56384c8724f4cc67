package io.contextdb.cli.command;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.Direction;
import io.contextdb.api.Edge;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.GraphReader;
import io.contextdb.api.Node;
import io.contextdb.api.Value;
import io.contextdb.cli.output.Console;
import io.contextdb.cli.output.OutputFormat;
import io.contextdb.cli.output.Results;
import io.contextdb.cli.output.UnsignedId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code contextdb get}: nodes as they are stored, or their edges. */
@Command(
        name = "get",
        description = "Print nodes with their properties, or their edges.",
        footerHeading = "%nExamples:%n",
        footer = {"  contextdb get --db DIR 42", "  contextdb get --db DIR --by name dog --edges"})
public final class GetCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private StateSelection database;

    @Mixin
    private NodeSelection selection;

    @Mixin
    private NodeOutputSelection output;

    @Option(names = "--edges", description = "Print the nodes' edges instead.")
    private boolean edges;

    @Parameters(arity = "1..*", paramLabel = "NODE", description = "The nodes.")
    private List<String> nodes;

    /** A command that prints to {@code console}. */
    public GetCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        try (StateSelection.OpenedState state = database.openState()) {
            GraphReader db = state.reader();
            Results results = new Results();
            List<String> missing = new ArrayList<>();
            for (long id : selection.resolve(console, db, nodes)) {
                Optional<Node> node = db.findNode(id);
                if (node.isEmpty()) {
                    missing.add(Long.toUnsignedString(id));
                } else if (edges) {
                    addEdges(results, db, id);
                } else {
                    results.add(withVectors(db, node.get()));
                }
            }
            // Those that are there are printed whatever else was asked for.
            if (missing.size() < nodes.size()) {
                output.print(console, results, edges ? OutputFormat.TABLE : OutputFormat.LINE);
            }
            if (!missing.isEmpty()) {
                throw new ContextDbException(
                        ErrorCode.NODE_NOT_FOUND,
                        (missing.size() == 1 ? "no node has the id " : "no nodes have the ids ")
                                + String.join(", ", missing));
            }
        }
        return ExitCode.OK;
    }

    /** The names of all vectors, and the components of those that are to be shown. */
    private Map<String, Object> withVectors(GraphReader db, Node node) {
        Map<String, Object> object = NodeObjects.of(node);
        object.put("vectors", node.vectorNames());
        Map<String, Object> properties = new LinkedHashMap<>(node.properties());
        for (String name : output.shown()) {
            db.findVector(node.id(), name).ifPresent(vector -> properties.put(name, new Value.VectorValue(vector)));
        }
        object.put(Results.PROPERTIES, properties);
        return object;
    }

    private static void addEdges(Results results, GraphReader db, long id) {
        for (Edge edge : db.edges(id, Direction.BOTH)) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("edge", new UnsignedId(edge.id()));
            object.put("direction", edge.from() == id ? "out" : "in");
            object.put("type", edge.type());
            if (!edge.properties().isEmpty()) {
                object.put("edge_properties", edge.properties());
            }
            results.add(NodeObjects.put(object, db, edge.other(id)));
        }
    }
}

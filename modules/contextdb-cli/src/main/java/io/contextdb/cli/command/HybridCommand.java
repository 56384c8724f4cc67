package io.contextdb.cli.command;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.GraphReader;
import io.contextdb.api.HybridResult;
import io.contextdb.api.Traversal;
import io.contextdb.cli.output.Console;
import io.contextdb.cli.output.Numbers;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code contextdb hybrid}: the most similar nodes among what lies within some hops. */
@Command(
        name = "hybrid",
        description = "Print the nodes most similar to a node or a vector among those within some hops of a start.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  contextdb hybrid --db DIR --by name music --like guitar",
            "  contextdb hybrid --db DIR 42 --depth 3 -k 20 --show name"
        })
public final class HybridCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private StateSelection database;

    @Mixin
    private NodeSelection selection;

    @Mixin
    private TraversalSelection traversal;

    @Mixin
    private SimilaritySelection similarity;

    @Mixin
    private NodeOutputSelection output;

    @Option(names = "--like", paramLabel = "NODE", description = "Similar to this node. Default: the start itself.")
    private @Nullable String like;

    @Parameters(paramLabel = "START", description = "Where the neighbourhood begins.")
    private String start;

    /** A command that prints to {@code console}. */
    public HybridCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        float[] vector = similarity.vector();
        if (like != null && vector != null) {
            throw new ContextDbException(ErrorCode.INVALID_ARGUMENT, "--like and --vector exclude each other");
        }
        try (StateSelection.OpenedState state = database.openState()) {
            GraphReader db = state.reader();
            List<Long> nodes = selection.resolve(console, db, like == null ? List.of(start) : List.of(start, like));
            Traversal walk = traversal.neighborhood(console, db);
            HybridResult result = new HybridResult();
            if (vector != null) {
                db.queryHybrid(nodes.getFirst(), walk, vector, similarity.query(), result);
            } else {
                db.queryHybrid(nodes.getFirst(), walk, nodes.getLast(), similarity.query(), result);
            }
            output.print(console, SimilarCommand.results(db, result.hits()));
            console.message("among " + Numbers.counted(result.related().size(), "node") + " within "
                    + Numbers.counted(walk.depth(), "hop"));
        }
        return ExitCode.OK;
    }
}

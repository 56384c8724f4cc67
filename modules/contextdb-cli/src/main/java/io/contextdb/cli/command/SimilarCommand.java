package io.contextdb.cli.command;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.GraphReader;
import io.contextdb.api.SearchHits;
import io.contextdb.cli.output.Console;
import io.contextdb.cli.output.Results;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code contextdb similar}: the nodes most similar to a node or to a vector. */
@Command(
        name = "similar",
        description = "Print the nodes most similar to a node, or to a vector.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  contextdb similar --db DIR --by name guitar",
            "  contextdb similar --db DIR --vector 0.1,0.9 -k 5 -o csv"
        })
public final class SimilarCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private StateSelection database;

    @Mixin
    private NodeSelection selection;

    @Mixin
    private SimilaritySelection similarity;

    @Mixin
    private NodeOutputSelection output;

    @Parameters(arity = "0..1", paramLabel = "NODE", description = "The node; none with --vector.")
    private @Nullable String node;

    /** A command that prints to {@code console}. */
    public SimilarCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        float[] vector = similarity.vector();
        if ((node == null) == (vector == null)) {
            throw new ContextDbException(ErrorCode.INVALID_ARGUMENT, "similar to what? Name a node, or give --vector");
        }
        try (StateSelection.OpenedState state = database.openState()) {
            GraphReader db = state.reader();
            SearchHits hits = new SearchHits();
            if (node != null) {
                db.querySimilar(selection.resolve(console, db, node), similarity.query(), hits);
            } else if (vector != null) {
                db.querySimilar(vector, similarity.query(), hits);
            }
            output.print(console, results(db, hits));
        }
        return ExitCode.OK;
    }

    /** A row for each hit. */
    static Results results(GraphReader reader, SearchHits hits) {
        Results results = new Results();
        for (int i = 0; i < hits.size(); i++) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("similarity", hits.similarity(i));
            results.add(NodeObjects.put(object, reader, hits.id(i)));
        }
        return results;
    }
}

package io.contextdb.cli.demo;

import io.contextdb.api.ContextDB;
import io.contextdb.api.ContextDbException;
import io.contextdb.api.Database;
import io.contextdb.api.DatabaseOptions;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.SimilarityQuery;
import io.contextdb.api.VectorIndexOptions;
import io.contextdb.cli.command.ImportCommand;
import io.contextdb.cli.command.ImportCommand.Outcome;
import io.contextdb.cli.command.Installation;
import io.contextdb.cli.demo.Stopwatch.Step;
import io.contextdb.cli.measure.TemporaryDirectory;
import io.contextdb.cli.output.Console;
import io.contextdb.transfer.ImportOptions;
import io.contextdb.transfer.ImportPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code contextdb demo}. */
@Command(name = "demo", description = "Import the example graph of 40,000 WordNet concepts and ask it four questions.")
public final class DemoCommand implements Callable<Integer> {
    private static final long FIRST_ID = 1;
    private static final int EF_CONSTRUCTION = 100;

    private final Console console;

    @Option(
            names = "--keep",
            paramLabel = "DIR",
            description = "Keep the database in this new directory. Default: delete it.")
    private @Nullable Path keep;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    /** A command that prints to {@code console}. */
    public DemoCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        if (keep != null) {
            requireEmpty(keep);
            demonstrate(keep);
            return 0;
        }
        try (TemporaryDirectory directory = TemporaryDirectory.named("contextdb-demo")) {
            demonstrate(directory.path());
        }
        return 0;
    }

    private void demonstrate(Path directory) {
        long start = System.nanoTime();
        try (Database database = ContextDB.open(directory, DatabaseOptions.defaults())) {
            Outcome outcome = ImportCommand.load(console, database, plan(Installation.exampleGraph()));
            Step importStep = new Step("import", System.nanoTime() - start);
            DemoText text = new DemoText(console, database);
            if (!json) {
                text.printImport(outcome.report(), importStep);
            }
            Answers answers = new Questions(database).ask();
            long total = System.nanoTime() - start;
            if (json) {
                console.printJson(DemoJson.object(outcome.report(), importStep, answers, total));
            } else {
                text.printAnswers(answers);
                text.printEnd(total, Optional.ofNullable(keep));
            }
        }
    }

    private static ImportPlan plan(Path examples) {
        VectorIndexOptions index = VectorIndexOptions.hnsw().parameter("ef_construction", EF_CONSTRUCTION);
        ImportOptions options = ImportOptions.defaults()
                .strict(true)
                .vectors(new ImportOptions.Vectors(SimilarityQuery.DEFAULT_NAME, FIRST_ID, Optional.of(index)));
        List<Path> files = Stream.of("nodes.csv.gz", "edges.csv.gz", "vectors.npy")
                .map(examples::resolve)
                .toList();
        return ImportPlan.of(files, options);
    }

    private static void requireEmpty(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            try (Stream<Path> content = Files.list(directory)) {
                if (content.findAny().isEmpty()) {
                    return;
                }
            }
        }
        if (Files.exists(directory)) {
            throw new ContextDbException(
                    ErrorCode.ALREADY_EXISTS,
                    directory
                            + " exists and is not an empty directory; the demo imports afresh: give --keep a new one");
        }
    }
}

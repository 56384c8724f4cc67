package io.contextdb.bench.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.bench.JsonObject;
import io.contextdb.bench.RecordingContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class HistoryBenchTest {
    private static final String[] SMALL = {
        "--nodes",
        "1500",
        "--edges",
        "4000",
        "--dimension",
        "8",
        "--snapshots",
        "4",
        "--changes",
        "60",
        "--questions",
        "20"
    };

    @TempDir
    private Path directory;

    @Test
    void theOldestSnapshotAnswersLikeACopy() throws IOException {
        RecordingContext context = new RecordingContext();
        assertEquals(0, run(context, "--json"));
        JsonObject result = context.objects.getFirst();
        assertEquals(0, result.number("differences"));
        assertEquals(120, result.number("commits_replayed"), "a vector and an edge for each change");
        for (String kind : List.of("hops", "similar", "hybrid")) {
            assertTrue(result.number(kind + "_at_ratio") > 0, kind);
        }
        try (Stream<Path> left = Files.list(directory)) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void peopleReadTables() throws IOException {
        RecordingContext context = new RecordingContext();
        run(context);
        assertEquals(3, context.tables.size());
    }

    private int run(RecordingContext context, String... options) throws IOException {
        HistoryCommand command = new HistoryCommand(context);
        CommandLine line = new CommandLine(command);
        line.parseArgs(Stream.of(Stream.of(directory.toString()), Stream.of(SMALL), Stream.of(options))
                .flatMap(arguments -> arguments)
                .toArray(String[]::new));
        return command.call();
    }
}

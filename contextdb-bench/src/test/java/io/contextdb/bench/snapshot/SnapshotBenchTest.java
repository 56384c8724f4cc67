package io.contextdb.bench.snapshot;

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

class SnapshotBenchTest {
    @TempDir
    private Path directory;

    @Test
    void writesSendsRestoresAndOpens() throws IOException {
        RecordingContext context = new RecordingContext();
        SnapshotBenchCommand command = new SnapshotBenchCommand(context);
        new CommandLine(command)
                .parseArgs(directory.toString(), "--nodes", "2000", "--edges", "9000", "--dimension", "8", "--json");
        assertEquals(0, command.call());

        JsonObject result = context.objects.getFirst();
        assertEquals(true, result.values().get("digest_equal"));
        JsonObject lz4 = result.object("push").object("lz4");
        assertTrue(
                lz4.object("ratios").number("adjacency")
                        > lz4.object("ratios_without_delta").number("adjacency"),
                "differences of sorted numbers are smaller than they: " + lz4);
        try (Stream<Path> left = Files.list(directory)) {
            assertEquals(List.of(), left.toList());
        }
    }
}

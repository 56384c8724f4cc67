package io.contextdb.bench.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.Progress;
import io.contextdb.bench.JsonObject;
import io.contextdb.bench.RecordingContext;
import io.contextdb.testkit.file.FileChange;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CrashBenchTest {
    private static final int SAMPLE = Integer.getInteger("contextdb.images", 400);
    private static final Path NOWHERE = Path.of("/nowhere");

    @TempDir
    private Path directory;

    @Test
    void aSampleOfAllCrashesRecovers() {
        RecordingContext context = new RecordingContext();
        int exit = new CommandLine(new CrashCommand(context))
                .setExecutionExceptionHandler((e, line, result) -> {
                    throw e;
                })
                .execute("--sample", String.valueOf(SAMPLE), "--json", "--keep", directory.toString());
        JsonObject result = context.objects.getFirst();
        assertEquals(0, exit, () -> result.get("messages").toString());
        assertEquals(0, result.number("violations"));
        assertTrue(result.number("images") > SAMPLE / 2.0, () -> "images " + result.number("images"));
        assertTrue(result.object("workloads").keys().size() >= 12);
        System.out.println("CrashBenchTest " + result.values());
    }

    /** A disk that forgets what was synced is found out: the checks can fail. */
    @Test
    void aSyncThatDoesNothingIsFoundOut() throws Exception {
        Recording sound = Recording.of(new Workload(
                "lost", steps -> steps.step(db -> db.insertNode(100, List.of("Lost"), Rows.withVector(100)))));
        List<FileChange> changes = sound.changes().stream()
                .<FileChange>map(
                        change -> change instanceof FileChange.Sync ? new FileChange.SyncDirectory(NOWHERE) : change)
                .toList();
        Recording forgetful = new Recording(sound.workload(), changes, sound.acknowledged());
        CrashResult result = run(forgetful);
        assertFalse(result.violations().isEmpty());
        assertTrue(result.violations().getFirst().contains("lost change"), result.violations()::toString);
        try (var kept = Files.list(directory)) {
            assertEquals(result.violations().size(), kept.count());
        }
        assertEquals(List.of(), run(sound).violations());
    }

    private CrashResult run(Recording recording) {
        CrashSettings settings = new CrashSettings(0, 2, 1, Optional.of(directory));
        CrashResult result = new CrashBench(List.of(recording), settings, Progress.none()).run();
        assertTrue(result.images() > 0);
        return result;
    }

    @Test
    void mistakesAreNamed() {
        ContextDbException e = assertThrows(ContextDbException.class, () -> {
            CrashCommand command = new CrashCommand(new RecordingContext());
            new CommandLine(command).parseArgs("--workload", "tea");
            command.call();
        });
        assertEquals(ErrorCode.INVALID_ARGUMENT, e.code());
        assertTrue(e.getMessage().contains("checkpoints"), e::getMessage);
    }
}

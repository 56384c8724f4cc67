package io.contextdb.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.ContextDB;
import io.contextdb.api.ContextDbException;
import io.contextdb.api.Database;
import io.contextdb.api.ErrorCode;
import io.contextdb.cli.output.Console;
import io.contextdb.cli.output.Look;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WarningsTest {
    @TempDir
    private Path directory;

    private static String logged(boolean debug) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = Console.of(new ByteArrayOutputStream(), err, Look.PLAIN);
        Warnings warnings = Warnings.to(console, () -> debug);
        try {
            System.Logger ours = System.getLogger("io.contextdb.engine");
            ContextDbException full = new ContextDbException(ErrorCode.DISK_FULL, "no space for 4096 bytes\n of it");
            ours.log(Level.ERROR, "snapshot 7 could not be written", full);
            ours.log(Level.ERROR, "snapshot 7 could not be written", full);
            ours.log(Level.WARNING, "{0} of {1}", 1, 2);
            ours.log(Level.INFO, "nothing of note");
            System.getLogger("com.example").log(Level.WARNING, "of another library");
        } finally {
            warnings.close();
        }
        console.flush();
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aWarningIsALineAndIsPrintedOnce() {
        assertEquals("""
                contextdb: warning: snapshot 7 could not be written: CDB-5001: no space for 4096 bytes of it
                contextdb: warning: 1 of 2
                """, logged(false));
    }

    @Test
    void debugAddsTracesAndOtherLibraries() {
        String text = logged(true);
        assertTrue(text.contains("\tat io.contextdb."), text);
        assertTrue(text.contains("contextdb: warning: of another library\n"), text);
    }

    @Test
    void noTraceOfDamage() throws IOException {
        Path home = directory.resolve("db");
        try (Database db = ContextDB.open(home)) {
            db.execute(transaction -> {
                for (int id = 0; id < 2000; id++) {
                    transaction.insertNode(id, List.of("User"), Map.of("name", "much room ".repeat(50) + id));
                }
                return true;
            });
            db.createSnapshot();
        }
        Path file = largest(home.resolve("nodes"));
        byte[] bytes = Files.readAllBytes(file);
        for (int at = bytes.length / 4; at < bytes.length / 2; at += 64) {
            bytes[at] ^= 1;
        }
        Files.write(file, bytes);
        CommandRun run = CommandRun.of("compact", "--db", home.toString());
        assertEquals(74, run.code(), run::err);
        assertTrue(run.err().contains("contextdb: warning: snapshot 2 could not be written: CDB-5002"), run::err);
        assertTrue(run.err().lines().allMatch(line -> line.startsWith("contextdb: ")), run::err);
        assertTrue(!run.err().contains("Exception") && !run.err().contains("io.contextdb."), run::err);
    }

    private static Path largest(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.max((left, right) ->
                            Long.compare(left.toFile().length(), right.toFile().length()))
                    .orElseThrow();
        }
    }
}

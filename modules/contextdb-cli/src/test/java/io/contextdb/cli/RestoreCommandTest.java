package io.contextdb.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives named by plain paths, among them ones that do not exist. */
class RestoreCommandTest {
    @TempDir
    private Path directory;

    private CommandRun restore(String target, String... more) {
        Stream<String> fixed = Stream.of("restore", "--db", place(target), "--from", place("archive"));
        return CommandRun.of(Stream.concat(fixed, Stream.of(more)).toArray(String[]::new));
    }

    private String place(String name) {
        return directory.resolve(name).toString();
    }

    @Test
    void withoutAnArchiveNothingIsMade() {
        CommandRun run = restore("new");
        assertEquals(3, run.code(), run::err);
        assertTrue(run.err().contains("there is no archive at"), run::err);
        assertFalse(Files.exists(directory.resolve("new")));
    }

    @Test
    void aPlainPathNamesAnArchive() throws IOException {
        Path csv = Files.writeString(directory.resolve("people.csv"), "id,name\n1,Ann\n");
        CommandRun.output("import", "--db", place("db"), csv.toString());
        CommandRun.output("snapshot", "push", "--db", place("db"), "--to", place("archive"));
        assertEquals(
                2,
                CommandRun.output("snapshot", "list", "--from", place("archive"))
                        .lines()
                        .count());
        assertEquals(3, restore("copy", "--snapshot", "9").code());
        assertEquals(0, restore("copy").code());
        assertEquals(
                CommandRun.output("digest", "--db", place("db")), CommandRun.output("digest", "--db", place("copy")));
    }
}

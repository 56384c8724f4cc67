package io.contextdb.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether an archive is whole, and what a restore makes of one that is not. */
class ArchiveVerifyCommandTest {
    private static final int DAMAGE_EXIT = 74;
    private static final int ROWS = 900;

    @TempDir
    private Path directory;

    private String place(String name) {
        return directory.resolve(name).toString();
    }

    @BeforeEach
    void push() throws IOException {
        StringBuilder csv = new StringBuilder(":ID,embedding:float[]\n");
        for (int i = 0; i < ROWS; i++) {
            csv.append(i + "," + i % 30 + ";" + i / 30 + "\n");
        }
        Path file = Files.writeString(directory.resolve("points.csv"), csv);
        CommandRun.output("import", "--db", place("db"), file.toString());
        CommandRun.output("snapshot", "push", "--db", place("db"), "--to", place("archive"));
        CommandRun.output("snapshot", "create", "--db", place("db"));
        CommandRun.output("snapshot", "push", "--db", place("db"), "--to", place("archive"));
    }

    private Path object(String part) throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve("archive"))) {
            return files.filter(path -> path.toString().contains(part))
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
        }
    }

    private static void cut(Path object) throws IOException {
        byte[] bytes = Files.readAllBytes(object);
        Files.write(object, Arrays.copyOf(bytes, bytes.length - 1));
    }

    private CommandRun verify(String... more) {
        return CommandRun.of(Stream.concat(Stream.of("snapshot", "verify", "--from", place("archive")), Stream.of(more))
                .toArray(String[]::new));
    }

    @Test
    void aWholeArchiveIsSound() {
        CommandRun run = verify();
        assertEquals(0, run.code(), run::err);
        assertTrue(run.out().contains("\nsound: "), run::out);
        assertTrue(
                verify("--json").out().startsWith("{\"sound\":true,"),
                () -> verify("--json").out());
    }

    @Test
    void damageIsNamedWithTheSnapshotsItTakes() throws IOException {
        Path document = object("snapshot-000001.json");
        Files.writeString(document, "{}");
        CommandRun run = verify("--json");
        assertEquals(DAMAGE_EXIT, run.code(), run::err);
        assertTrue(run.out().contains("{\"snapshot\":2,\"files\":5,\"damaged\":0,\"restorable\":true}"), run::out);
        assertTrue(run.out().contains("{\"snapshot\":1,\"files\":1,\"damaged\":1,\"restorable\":false}"), run::out);

        Path nodes = object("nodes/node-");
        cut(nodes);
        run = verify();
        assertEquals(DAMAGE_EXIT, run.code(), run::err);
        assertTrue(run.out().contains(nodes.getFileName().toString()), run::out);
        assertTrue(run.out().contains("2 problems: "), run::out);
        assertTrue(run.out().lines().anyMatch(line -> line.matches(" +2 +5 +1  false *")), run::out);

        Files.delete(nodes);
        run = verify();
        assertEquals(DAMAGE_EXIT, run.code(), run::err);
        assertTrue(run.out().contains("is missing"), run::out);
    }

    /** It follows from the vectors. */
    @Test
    void aDamagedIndexKeepsNobodyFromRestoring() throws IOException {
        Path index = object(".idx");
        cut(index);
        CommandRun run = verify("--json");
        assertEquals(DAMAGE_EXIT, run.code(), run::err);
        assertTrue(run.out().contains("{\"snapshot\":2,\"files\":5,\"damaged\":1,\"restorable\":true}"), run::out);
        CommandRun restore =
                CommandRun.of("restore", "--db", place("copy"), "--from", place("archive"), "--snapshot", "2");
        assertEquals(0, restore.code(), restore::err);
        assertTrue(restore.err().startsWith("contextdb: warning: object \"data/vectors/"), restore::err);
        assertTrue(restore.err().contains("builds the index anew"), restore::err);
        CommandRun digest = CommandRun.of("digest", "--db", place("copy"));
        assertEquals(CommandRun.output("digest", "--db", place("db")), digest.out());
        assertTrue(digest.err().contains("is built anew"), digest::err);
    }

    @Test
    void whatCannotBeRestoredLeavesNoDirectory() throws IOException {
        cut(object("nodes/node-"));
        CommandRun run = CommandRun.of("restore", "--db", place("copy"), "--from", place("archive"));
        assertEquals(DAMAGE_EXIT, run.code(), run::err);
        assertTrue(run.err().contains("choose another snapshot than 2"), run::err);
        assertEquals(1, run.err().lines().count(), run::err);
        assertFalse(Files.exists(directory.resolve("copy")));
    }
}

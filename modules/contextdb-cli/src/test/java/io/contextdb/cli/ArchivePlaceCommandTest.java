package io.contextdb.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where an archive is said to be, and where it cannot be. */
class ArchivePlaceCommandTest {
    @TempDir
    private Path directory;

    private String place(String name) {
        return directory.resolve(name).toString();
    }

    @BeforeEach
    void makeDatabase() throws IOException {
        Path csv = Files.writeString(directory.resolve("people.csv"), "id,name\n1,Ann\n");
        CommandRun.output("import", "--db", place("db"), csv.toString());
    }

    private CommandRun push(String to) {
        return CommandRun.of("snapshot", "push", "--db", place("db"), "--to", to);
    }

    private static void assertRefused(CommandRun run, String words) {
        assertNotEquals(0, run.code(), run::out);
        assertTrue(run.err().contains(words), run::err);
        assertEquals("", run.out());
    }

    /** What a variable that is not set makes of a place. */
    @Test
    void anEmptyPlaceIsNone() {
        assertRefused(push(""), "empty");
        assertRefused(push(" "), "empty");
        for (String command : List.of("list", "prune", "verify")) {
            List<String> line = command.equals("prune")
                    ? List.of("snapshot", command, "--keep", "1", "--from", "")
                    : List.of("snapshot", command, "--from", "");
            assertRefused(CommandRun.of(line.toArray(String[]::new)), "empty");
        }
        assertRefused(CommandRun.of("restore", "--db", place("copy"), "--from", ""), "empty");
        assertRefused(CommandRun.of("repair", "--db", place("db"), "--from", "", "--yes"), "empty");
    }

    @Test
    void aDatabaseIsNoArchive() throws IOException {
        String before = CommandRun.output("verify", "--db", place("db"));
        assertRefused(push(place("db")), "is the directory of a database");
        assertRefused(push("file://" + place("db")), "is the directory of a database");
        assertRefused(push(place("db/metadata")), "lies in the database");
        assertRefused(push(place("db/new")), "lies in the database");
        assertRefused(push(directory.toString()), "has the database");
        assertFalse(Files.exists(directory.resolve("metadata")));
        for (String grace : List.of("0", "72")) {
            assertRefused(
                    CommandRun.of("snapshot", "prune", "--from", place("db"), "--keep", "1", "--grace-hours", grace),
                    "is the directory of a database");
        }
        assertRefused(CommandRun.of("snapshot", "list", "--from", place("db")), "is the directory of a database");
        assertEquals(before, CommandRun.output("verify", "--db", place("db")));
    }

    @Test
    void aPathBehindFileMayBeAnything() {
        for (String name : List.of("with a blank", "\u00e4rchive", "e\u0301tage %20 #1", "50%")) {
            String place = "file://" + place(name);
            assertEquals(0, push(place).code(), () -> push(place).err());
            assertTrue(Files.isRegularFile(directory.resolve(name).resolve("metadata/database.txt")), name);
            assertEquals(
                    0,
                    CommandRun.of("snapshot", "verify", "--from", place(name)).code());
            assertEquals(0, CommandRun.of("snapshot", "verify", "--from", place).code());
        }
        CommandRun escaped = CommandRun.of("snapshot", "verify", "--from", "file://" + place("with%20a%20blank"));
        assertEquals(0, escaped.code(), escaped::err);
    }

    @Test
    void whatIsNoDirectoryIsCalledThat() throws IOException {
        String file = Files.writeString(directory.resolve("file"), "").toString();
        String link = Files.createSymbolicLink(directory.resolve("link"), Path.of("nowhere"))
                .toString();
        assertRefused(push(file), "is a file");
        assertRefused(push(link), "is a symbolic link that leads nowhere");
        assertRefused(CommandRun.of("snapshot", "list", "--from", file), "it is a file");
        assertRefused(CommandRun.of("snapshot", "list", "--from", link), "no such directory");
    }

    /** A backup without its log and without the file that makes it a database has sound files all the same. */
    @Test
    void aDirectoryThatIsNoArchiveIsASourceForRepairs() throws IOException {
        CommandRun.output("snapshot", "push", "--db", place("db"), "--to", place("archive"));
        CommandRun.output("restore", "--db", place("backup"), "--from", place("archive"));
        Files.delete(directory.resolve("backup/metadata/FORMAT"));
        Path nodes;
        try (Stream<Path> files = Files.list(directory.resolve("db/nodes"))) {
            nodes = files.findFirst().orElseThrow();
        }
        byte[] sound = Files.readAllBytes(nodes);
        for (String source : List.of("backup", "archive")) {
            Files.write(nodes, new byte[sound.length]);
            CommandRun repair = CommandRun.of("repair", "--db", place("db"), "--from", place(source), "--yes");
            assertEquals(0, repair.code(), repair::err);
            assertEquals(List.of(), repair.err().lines().toList());
            assertEquals(-1, Arrays.mismatch(sound, Files.readAllBytes(nodes)));
        }
    }
}

package io.contextdb.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.cli.output.Console;
import io.contextdb.cli.output.Look;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing is changed without a yes, however that is given. */
class RepairCommandTest {
    @TempDir
    private Path directory;

    @BeforeEach
    void makeDatabase() throws IOException {
        Path csv = Files.writeString(directory.resolve("people.csv"), "id,name\n1,Ann\n2,Bob\n");
        CommandRun.output("import", "--db", directory.resolve("db").toString(), csv.toString());
        copy();
        Path format = directory.resolve("db/metadata/FORMAT");
        Files.writeString(format, Files.readString(format).replace("mmap", "mmqp"));
    }

    private void copy() throws IOException {
        Path source = directory.resolve("db");
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.sorted().toList()) {
                Files.copy(
                        file,
                        directory
                                .resolve("copy")
                                .resolve(source.relativize(file).toString()));
            }
        }
    }

    private CommandRun repair(Optional<String> answer, String... more) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        String[] arguments = Stream.concat(
                        Stream.of("repair", "--db", directory.resolve("db").toString()), Stream.of(more))
                .toArray(String[]::new);
        int code = Main.run(Console.of(out, err, Look.PLAIN, () -> answer), arguments);
        return new CommandRun(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private boolean isAside() {
        return Files.exists(directory.resolve("db/damaged/metadata/FORMAT"));
    }

    @Test
    void asksBeforeItActs() {
        String copy = directory.resolve("copy").toString();
        CommandRun nobody = repair(Optional.empty(), "--from", copy);
        assertEquals(2, nobody.code());
        assertTrue(nobody.err().contains("--yes"), nobody::err);
        CommandRun no = repair(Optional.of("n"), "--from", copy);
        assertEquals(4, no.code());
        assertTrue(no.err().contains("nothing was changed"), no::err);
        CommandRun check = repair(Optional.of("y"), "--from", copy, "--check");
        assertEquals(74, check.code());
        assertFalse(isAside());
        CommandRun yes = repair(Optional.of(" Yes "), "--from", copy);
        assertEquals(0, yes.code(), yes::err);
        assertTrue(yes.err().contains("metadata/FORMAT"), yes::err);
        assertTrue(isAside());
        assertEquals(0, repair(Optional.empty()).code());
    }

    @Test
    void whatFollowsFromTheRestNeedsNoSource() {
        CommandRun look = repair(Optional.empty());
        assertEquals(74, look.code());
        assertTrue(look.out().contains("written anew"), look::out);
        CommandRun done = repair(Optional.empty(), "--yes", "--json");
        assertEquals(0, done.code(), done::err);
        assertTrue(done.out().contains("\"aside\":[\"damaged/metadata/FORMAT\"]"), done::out);
    }

    /** Sources are named as archives are everywhere else. */
    @Test
    void sourcesThatAreNoneAreRefused() {
        CommandRun nowhere = repair(Optional.empty(), "--from", "file:///no/where", "--check");
        assertEquals(3, nowhere.code(), nowhere::err);
        assertTrue(nowhere.err().contains("there is no archive at file:///no/where: no such directory"), nowhere::err);
        CommandRun bad = repair(Optional.empty(), "--from", "s3://key:secret@bucket with blanks", "--check");
        assertEquals(2, bad.code(), bad::err);
        assertTrue(bad.err().contains("is no location; say s3://bucket/prefix"), bad::err);
        assertFalse(bad.err().contains("secret"), bad::err);
    }
}

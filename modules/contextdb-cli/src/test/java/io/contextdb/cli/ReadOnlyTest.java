package io.contextdb.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.contextdb.api.ContextDB;
import io.contextdb.api.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What reads only leaves a directory as it is, and works beside a program that has the database open. */
class ReadOnlyTest {
    private static final String OPTION = "--read-only";

    /** What the commands need that have the option. */
    private static final Map<String, String> ARGUMENTS = Map.of(
            "stats", "",
            "get", "1",
            "related", "1",
            "path", "1 2",
            "similar", "1",
            "hybrid", "1",
            "verify", "",
            "digest", "",
            "export", "OUT",
            "snapshot diff", "1 2");

    @TempDir
    private Path directory;

    /** Two snapshots, and something that only the log has. */
    private Path database() {
        Path home = directory.resolve("db");
        try (Database db = ContextDB.open(home)) {
            db.insertNode(1, List.of("User"), Map.of("name", "Ann", "embedding", new float[] {1, 0}));
            db.createSnapshot();
            db.insertNode(2, List.of("User"), Map.of("name", "Bob", "embedding", new float[] {0, 1}));
            db.insertEdge(1, 2, "KNOWS", Map.of());
            db.createSnapshot();
            db.insertNode(3, List.of("User"), Map.of("name", "Cid"));
        }
        return home;
    }

    @Test
    void withTheOptionNoCommandChangesAnything() throws IOException {
        Path home = database();
        Map<String, String> before = content(home);
        Map<String, CommandLine> commands = new TreeMap<>();
        leaves(CommandRun.commands(), "", commands);
        List<String> readers = new ArrayList<>();
        for (Map.Entry<String, CommandLine> command : commands.entrySet()) {
            String name = command.getKey();
            boolean reads = command.getValue().getCommandSpec().findOption(OPTION) != null;
            if (reads) {
                readers.add(name);
            }
            CommandRun run = run(name, home, ARGUMENTS.getOrDefault(name, "1"));
            assertEquals(reads ? 0 : 2, run.code(), () -> name + ": " + run.err());
            assertEquals(before, content(home), name);
            run(name, directory.resolve("missing"), ARGUMENTS.getOrDefault(name, "1"));
            assertFalse(Files.exists(directory.resolve("missing")), name);
        }
        assertEquals(
                ARGUMENTS.keySet().stream().sorted().toList(),
                readers.stream().sorted().toList());
    }

    @Test
    void snapshotsAreReadBesideAProgram() throws IOException {
        Path home = database();
        try (Database db = ContextDB.open(home)) {
            assertEquals(2, db.snapshots().size());
            Map<String, String> before = content(home);
            String place = home.toString();
            assertEquals(
                    3,
                    CommandRun.output("snapshot", "list", "--db", place).lines().count());
            CommandRun.output("snapshot", "describe", "--db", place, "2");
            CommandRun.output("snapshot", "diff", "--db", place, "1", "2");
            assertEquals(before, content(home));
            assertEquals(69, CommandRun.of("stats", "--db", place).code());
        }
    }

    @Test
    void aDatabaseWithoutSnapshotsHasNoneToList() {
        Path home = directory.resolve("new");
        ContextDB.open(home).close();
        assertEquals("[]\n", CommandRun.output("snapshot", "list", "--json", "--db", home.toString()));
    }

    private static void leaves(CommandLine command, String name, Map<String, CommandLine> leaves) {
        if (command.getSubcommands().isEmpty()) {
            leaves.put(name, command);
        }
        command.getSubcommands().forEach((word, below) -> leaves(below, (name + " " + word).strip(), leaves));
    }

    private CommandRun run(String name, Path home, String arguments) {
        String line = name + " --db " + home + " " + OPTION + " "
                + arguments.replace("OUT", directory.resolve("out").toString());
        return CommandRun.of(line.strip().split(" +"));
    }

    /** Each file with its bytes and the time of its last change. */
    private static Map<String, String> content(Path home) throws IOException {
        Map<String, String> content = new HashMap<>();
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.toList()) {
                String bytes = Files.isRegularFile(file) ? "" + Arrays.hashCode(Files.readAllBytes(file)) : "";
                content.put(home.relativize(file).toString(), Files.getLastModifiedTime(file) + " " + bytes);
            }
        }
        return content;
    }
}

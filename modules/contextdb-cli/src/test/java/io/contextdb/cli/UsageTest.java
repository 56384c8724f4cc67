package io.contextdb.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.cli.output.Look;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class UsageTest {
    @Test
    void withoutACommandPrintsHelp() {
        CommandRun run = CommandRun.of();
        assertEquals(0, run.code());
        assertTrue(run.out().startsWith("Usage: contextdb [OPTIONS] COMMAND\n"), run.out());
        assertTrue(run.out().contains("  hybrid "), run.out());
        assertEquals("", run.err());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            imprt                       | 'imprt' is no command of contextdb; did you mean 'import'?
            snap                        | 'snap' is no command of contextdb; did you mean 'snapshot'?
            xyzzy                       | 'xyzzy' is no command of contextdb
            snapshot lst                | 'lst' is no command of contextdb snapshot; did you mean 'list'?
            version --jsno              | unknown option --jsno; did you mean '--json'?
            stats                       | Missing required option: '--db=DIR'
            get --db x                  | Missing required parameter: 'NODE'
            related --db x 1 --depth y  | Invalid value for option '--depth': 'y' is not a whole number
            related --db x 1 --order z  | Invalid value for option '--order': expected one of bfs, dfs but was 'z'
            snapshot delete --db x y    | Invalid value for positional parameter at index 0 (SNAPSHOT): 'y' is not a whole number
            similar --db x --threshold y | Invalid value for option '--threshold': 'y' is not a number
            snapshot list --setting y   | Invalid value for option '--setting': expected NAME=VALUE but was 'y'
            import --db x --read-only y | unknown option --read-only
            """)
    void saysInOneLineWhatIsWrong(String arguments, String message) {
        CommandRun run = CommandRun.of(arguments.split(" "));
        assertEquals(2, run.code());
        assertEquals("", run.out());
        List<String> lines = run.err().lines().toList();
        assertEquals(2, lines.size(), run.err());
        assertTrue(lines.getFirst().startsWith("contextdb: " + message), run.err());
        assertTrue(
                lines.getLast().startsWith("Try: contextdb") && lines.getLast().endsWith(" --help"), run.err());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            2 | similar --db nowhere                          | CDB-1000: similar to what? Name a node, or give --vector
            2 | similar --db nowhere --vector 1,x             | CDB-1000: component 1 of --vector is 'x'
            2 | hybrid --db nowhere 1 --like 2 --vector 1     | CDB-1000: --like and --vector exclude each other
            2 | import --db nowhere --first-id -1 pom.xml     | CDB-1000: --first-id '-1'; it must be a number
            2 | import --db nowhere --quote ; pom.xml         | CDB-1000: ';' has two meanings in one CSV file
            3 | import --db nowhere missing.csv               | CDB-2007: there is no file missing.csv
            2 | import --db nowhere src                       | CDB-1000: src is a directory; name a file
            1 | import --db nowhere pom.xml                   | CDB-1006: pom.xml, line 1 (the header): no column says ID
            3 | bench                                         | CDB-2005: this installation has no load drivers
            3 | snapshot list --from no/archive               | CDB-2007: there is no archive at file:///
            3 | restore --db nowhere --from file:///no/where  | CDB-2007: there is no archive at file:///no/where: no such
            2 | snapshot list --from s3://                    | CDB-1000: the archive s3:// is no location; say s3://bucket
            4 | demo --keep src                               | CDB-3006: src exists and is not an empty directory
            """)
    void failsWithCodeAndReasonInOneLine(int code, String arguments, String message) {
        CommandRun run = CommandRun.of(arguments.split(" "));
        assertEquals(code, run.code(), run.err());
        assertEquals("", run.out());
        assertTrue(run.err().startsWith("contextdb: " + message), run.err());
        assertEquals(1, run.err().lines().count(), run.err());
    }

    @Test
    void debugAddsTheStackTrace() {
        CommandRun run = CommandRun.of("import", "--debug", "--db", "nowhere", "missing.csv");
        assertEquals(3, run.code());
        assertTrue(run.err().contains("\tat io.contextdb."), run.err());
        assertTrue(run.err().endsWith("contextdb: CDB-2007: there is no file missing.csv\n"), run.err());
    }

    @Test
    void everyCommandExplainsItself() {
        everyCommandExplainsItself(CommandRun.commands());
    }

    private static void everyCommandExplainsItself(CommandLine command) {
        String name = command.getCommandSpec().qualifiedName();
        assertTrue(command.getCommandSpec().usageMessage().description().length > 0, name);
        command.getCommandSpec()
                .options()
                .forEach(option -> assertTrue(option.description().length > 0, name + option));
        command.getCommandSpec()
                .positionalParameters()
                .forEach(parameter -> assertTrue(parameter.description().length > 0, name + parameter));
        command.getSubcommands().values().forEach(UsageTest::everyCommandExplainsItself);
    }

    @Test
    void printsItsVersion() {
        assertTrue(CommandRun.output("--version").matches("contextdb \\S+\n"));
        assertTrue(CommandRun.output("version", "--json").matches("\\{\"version\":\"\\S+\",\"java\":\"25.*\"}\n"));
    }

    @Test
    void colorsHelpOnTerminalsOnly() {
        Look terminal = new Look(true, 100, true, true);
        assertTrue(CommandRun.on(terminal, "--help").out().contains("\u001b[1m"));
        assertTrue(!CommandRun.of("--help").out().contains("\u001b"));
        assertTrue(CommandRun.on(terminal, "--help").out().lines().allMatch(line -> line.length() <= 160));
    }

    @Test
    void completesCommandsAndOptions() {
        String script = CommandRun.output("completion", "bash");
        assertTrue(script.contains("complete -F _complete_contextdb"), script);
        assertTrue(script.contains("--ef-construction"), script);
        assertTrue(script.contains("\"json\" \"jsonl\" \"csv\"") || script.contains("json jsonl csv"), script);
        assertTrue(!script.contains("JSONL") && !script.contains("EUCLIDEAN"), script);
        assertTrue(CommandRun.output("completion", "zsh").startsWith("autoload -U +X compinit && compinit\n"));
        assertTrue(CommandRun.output("completion", "fish").contains("'json jsonl csv'"));
        List<String> fish = CommandRun.output("completion", "fish").lines().toList();
        List<String> expected = List.of(
                "complete -c contextdb -n '__contextdb_at' -f -a snapshot -d 'Create, list, describe and delete"
                        + " snapshots:",
                "complete -c contextdb -n '__contextdb_at snapshot' -f -a push -d 'Send a snapshot to an archive",
                "complete -c contextdb -n '__contextdb_behind snapshot push' -l db -r -d 'The database directory'",
                "complete -c contextdb -n '__contextdb_behind repair' -s y -l yes -d 'Do it without asking'",
                "complete -c contextdb -n '__contextdb_at completion' -f -a 'bash zsh fish'");
        expected.forEach(line -> assertEquals(
                1, fish.stream().filter(found -> found.startsWith(line)).count(), line));
    }
}

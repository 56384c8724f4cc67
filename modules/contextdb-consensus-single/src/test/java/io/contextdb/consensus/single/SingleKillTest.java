package io.contextdb.consensus.single;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.DatabaseOptions.Durability;
import io.contextdb.api.spi.CommitLog;
import io.contextdb.api.spi.CommitLogContext;
import io.contextdb.testkit.Seeds;
import io.contextdb.testkit.file.DiskFileSystem;
import io.contextdb.testkit.log.TextMachine;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that writes is killed, again and again, and whatever it acknowledged is there.
 * {@code -Dcontextdb.kills=...} makes it a long run.
 */
class SingleKillTest {
    private static final int KILLS = Integer.getInteger("contextdb.kills", 3);
    private static final int ACKNOWLEDGEMENTS_MAX = 3000;

    @TempDir
    private Path directory = Path.of("");

    @Test
    void acknowledgedCommandsSurviveTheirProcess() throws Exception {
        Random random = Seeds.random("acknowledgedCommandsSurviveTheirProcess");
        Map<Long, String> acknowledged = new HashMap<>();
        for (int kill = 0; kill < KILLS; kill++) {
            // A killed process loses nothing that is with the operating system, so this holds without syncs too.
            Durability durability = Durability.values()[random.nextInt(Durability.values().length)];
            writeUntilKilled(durability, random, acknowledged);
            List<String> recovered = recover();
            acknowledged.forEach((index, text) -> {
                assertTrue(
                        index <= recovered.size(), () -> "command " + index + " of " + recovered.size() + " is lost");
                assertEquals(text, recovered.get((int) (index - 1)));
            });
        }
        System.out.println(KILLS + " kills, " + acknowledged.size() + " acknowledged commands");
    }

    private void writeUntilKilled(Durability durability, Random random, Map<Long, String> acknowledged)
            throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-ea",
                        "--enable-native-access=ALL-UNNAMED",
                        "--class-path",
                        String.join(
                                File.pathSeparator,
                                System.getProperty("jdk.module.path"),
                                System.getProperty("java.class.path"),
                                Path.of("target", "test-classes").toString()),
                        KilledWriter.class.getName(),
                        directory.toString(),
                        durability.name(),
                        String.valueOf(1 + random.nextInt(4)))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
            int untilKill = random.nextInt(ACKNOWLEDGEMENTS_MAX);
            for (int i = 0; i < untilKill; i++) {
                note(lines.readLine(), acknowledged);
            }
            // By its handle, which leaves the pipe open: what it printed before it died counts as well.
            process.toHandle().destroyForcibly();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                note(line, acknowledged);
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private static void note(String line, Map<Long, String> acknowledged) throws IOException {
        if (line == null) {
            throw new IOException("the writer ended by itself");
        }
        int space = line.indexOf(' ');
        acknowledged.put(Long.valueOf(line.substring(0, space)), line.substring(space + 1));
    }

    private List<String> recover() {
        TextMachine machine = new TextMachine(0);
        CommitLogContext context =
                new CommitLogContext(directory, new DiskFileSystem(), Durability.SYNC, KilledWriter.SEGMENT_BYTES);
        try (CommitLog log = new SingleConsensusProvider().open(context)) {
            log.start(machine, 0);
            assertEquals(List.of(), log.verify());
        }
        return machine.applied();
    }
}

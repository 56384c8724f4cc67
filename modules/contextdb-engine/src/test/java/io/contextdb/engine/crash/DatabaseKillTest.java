package io.contextdb.engine.crash;

import io.contextdb.api.ContextDB;
import io.contextdb.api.Database;
import io.contextdb.api.DatabaseOptions.Durability;
import io.contextdb.engine.fixture.ChildProcess;
import io.contextdb.engine.model.GraphModel;
import io.contextdb.testkit.Seeds;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that writes a database is killed, again and again: everything it acknowledged is there, transactions and
 * bulk loads whole or not at all, and nothing else. {@code -Dcontextdb.kills=50} makes it a long run.
 */
class DatabaseKillTest {
    private static final int KILLS = Integer.getInteger("contextdb.kills", 4);
    private static final int STEPS_MAX = 500;
    private static final int DELAY_MILLIS_MAX = 40;

    @TempDir
    private Path directory = Path.of("");

    @Test
    void acknowledgedWritesSurviveTheirProcess() throws Exception {
        Random random = Seeds.random("DatabaseKillTest");
        GraphModel model = new GraphModel();
        int acknowledged = 0;
        int underWay = 0;
        for (int kill = 1; kill <= KILLS; kill++) {
            // A killed process loses nothing that is with the operating system, so this holds without syncs too.
            Durability durability = Durability.values()[random.nextInt(Durability.values().length)];
            Aftermath aftermath = runUntilKilled(random.nextLong(), durability, random);
            try (Database db = ContextDB.open(directory.resolve("database"), KilledWriter.options(Durability.SYNC))) {
                model = aftermath.check(model, db);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError(
                        "after kill " + kill + ", " + aftermath.steps().size() + " steps", e);
            }
            acknowledged += aftermath.steps().size();
            underWay += aftermath.intent().isPresent() ? 1 : 0;
        }
        System.out.println(
                KILLS + " kills, " + acknowledged + " acknowledged steps, " + underWay + " transactions under way");
    }

    private Aftermath runUntilKilled(long seed, Durability durability, Random random) throws Exception {
        List<String> steps = new ArrayList<>();
        String intent = null;
        Process process = ChildProcess.start(
                KilledWriter.class, directory.resolve("database").toString(), String.valueOf(seed), durability.name());
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
            int untilKill = random.nextInt(STEPS_MAX);
            while (steps.size() < untilKill) {
                intent = note(lines.readLine(), steps);
            }
            Thread.sleep(random.nextInt(DELAY_MILLIS_MAX));
            // By its handle, which leaves the pipe open: what it printed before it died counts as well.
            if (!process.toHandle().destroyForcibly()) {
                throw new IOException("the writer cannot be killed");
            }
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                intent = note(line, steps);
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        return new Aftermath(seed, steps, Optional.ofNullable(intent));
    }

    /** Notes a line; returns what it says was about to be committed, if that. */
    private static @Nullable String note(@Nullable String line, List<String> steps) throws IOException {
        if (line == null) {
            throw new IOException("the writer ended by itself after " + steps.size() + " steps");
        }
        if (line.startsWith(KilledWriter.INTENT)) {
            return line.substring(KilledWriter.INTENT.length());
        }
        steps.add(line.substring(KilledWriter.DONE.length()));
        return null;
    }
}

package io.contextdb.bench.damage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.Database;
import io.contextdb.api.ErrorCode;
import io.contextdb.bench.JsonObject;
import io.contextdb.bench.RecordingContext;
import io.contextdb.bench.damage.DamageCheck.Outcome;
import io.contextdb.testkit.Seeds;
import io.contextdb.testkit.file.MemoryFileSystem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** With {@code -Dcontextdb.flips=N} more flips, or {@code all}. */
class DamageBenchTest {
    private static final String FEW = "400";
    private static final String FLIPS = System.getProperty("contextdb.flips", FEW);
    private static final int OTHER_DAMAGES = 40;
    private static final int PAGE_BYTES = 4096;

    @Test
    void everyAnswerIsRightOrRefused() {
        RecordingContext context = new RecordingContext();
        List<String> arguments = new ArrayList<>(List.of("--json"));
        arguments.addAll(FLIPS.equals("all") ? List.of("--all") : List.of("--sample", FLIPS));
        if (FLIPS.equals(FEW)) {
            arguments.add("--verify");
        }
        CommandLine command = new CommandLine(new DamageCommand(context))
                .setExecutionExceptionHandler((e, line, result) -> {
                    throw e;
                });
        int exit = command.execute(arguments.toArray(String[]::new));
        JsonObject result = context.objects.getFirst();
        assertEquals(0, exit, () -> result.get("messages").toString());
        assertEquals(0, result.number("violations"));
        assertEquals(result.number("flips"), result.number("detected") + result.number("harmless"));
        assertTrue(result.number("bytes") >= 4 << 20, () -> "bytes " + result.number("bytes"));
        assertTrue(result.number("detected") > 0 && result.number("harmless") > 0, result.values()::toString);
        System.out.println("DamageBenchTest " + result.values());
    }

    /** The end of the log is left alone: that it is missing is what crashes leave, too. */
    @Test
    void blocksAndWholeFilesAreMissedAsWell() {
        Random random = Seeds.random("blocksAndWholeFilesAreMissedAsWell");
        Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
        DamageCheck check = DamageCheck.ofSound();
        List<Path> files = check.image().paths().stream()
                .filter(path -> !Places.isLog(path) && !path.endsWith("LOCK"))
                .toList();
        for (int i = 0; i < OTHER_DAMAGES; i++) {
            Path path = files.get(random.nextInt(files.size()));
            byte[] bytes = check.image().bytes(path);
            int place = random.nextInt(bytes.length);
            byte[] zeroed = bytes.clone();
            int page = place / PAGE_BYTES * PAGE_BYTES;
            Arrays.fill(zeroed, page, Math.min(bytes.length, page + PAGE_BYTES), (byte) 0);
            byte[] other = check.image().bytes(files.get(random.nextInt(files.size())));
            for (byte[] damaged : List.of(zeroed, Arrays.copyOf(bytes, place), other)) {
                outcomes.merge(check.run(path, damaged, true), 1, Integer::sum);
            }
        }
        System.out.println("DamageBenchTest other damages " + outcomes);
        assertEquals(Outcome.values().length, outcomes.size(), outcomes::toString);
    }

    /** A wrong answer is found out: the checks can fail. */
    @Test
    void aWrongAnswerIsFoundOut() {
        MemoryFileSystem disk = SweptDatabase.make();
        Path head = SweptDatabase.HOME.resolve("metadata/HEAD");
        List<String> answers = new ArrayList<>();
        MemoryFileSystem image = disk.copy();
        try (Database db = SweptDatabase.open(disk)) {
            answers.addAll(new Reading().answers(db));
        }
        answers.set(1, "others");
        DamageCheck check = new DamageCheck(image, answers);
        IllegalStateException wrong =
                assertThrows(IllegalStateException.class, () -> check.run(head, image.bytes(head), false));
        assertTrue(String.valueOf(wrong.getMessage()).contains("answer 1 is wrong"), wrong::getMessage);
    }

    @Test
    void mistakesAreNamed() {
        ContextDbException e = assertThrows(ContextDbException.class, () -> {
            DamageCommand command = new DamageCommand(new RecordingContext());
            new CommandLine(command).parseArgs("--threads", "1000");
            command.call();
        });
        assertEquals(ErrorCode.INVALID_ARGUMENT, e.code());
    }
}

package io.contextdb.bench.scale;

import io.contextdb.api.ContextDB;
import io.contextdb.api.ContextDbException;
import io.contextdb.api.Database;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.HybridResult;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A new process that opens the database and answers one hybrid question: {@code bench scale --first-answer}, started
 * with the options of this virtual machine.
 *
 * @param answerMillis from opening to the answer, as the process itself says
 * @param processMillis the whole life of the process, the start of its virtual machine included
 */
record FreshStart(double answerMillis, double processMillis) {
    /** Options up to this one are the virtual machine's. */
    private static final String MAIN = "io.contextdb.cli/io.contextdb.cli.Main";

    /** Opens a database, answers one hybrid question, and returns how long that took. */
    static double openAndAskMillis(Path database, long node) {
        HybridResult result = new HybridResult();
        long start = System.nanoTime();
        try (Database db = ContextDB.open(database)) {
            ScaleQueries.hybrid(db, node, result);
            return (System.nanoTime() - start) / 1e6;
        }
    }

    /**
     * How to start this program again; nothing when it was started in another way than the {@code contextdb} script
     * does.
     */
    static Optional<List<String>> command() {
        ProcessHandle.Info info = ProcessHandle.current().info();
        List<String> arguments = Arrays.asList(info.arguments().orElse(new String[0]));
        int main = arguments.indexOf(MAIN);
        if (main < 0 || info.command().isEmpty()) {
            return Optional.empty();
        }
        List<String> command = new ArrayList<>(List.of(info.command().get()));
        command.addAll(arguments.subList(0, main + 1));
        return Optional.of(command);
    }

    /** Starts a process and waits for it. */
    static FreshStart run(List<String> program, Path database, long node) throws IOException {
        List<String> command = new ArrayList<>(program);
        command.addAll(List.of("bench", "scale", "--first-answer", String.valueOf(node), "--database"));
        command.add(database.toString());
        long start = System.nanoTime();
        Process process =
                new ProcessBuilder(command).redirectError(Redirect.DISCARD).start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (process.waitFor() != 0) {
                throw new ContextDbException(
                        ErrorCode.FAILED,
                        "a new process ended with exit code " + process.exitValue() + ": " + String.join(" ", command));
            }
            return new FreshStart(Double.parseDouble(output), (System.nanoTime() - start) / 1e6);
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new ContextDbException(ErrorCode.CANCELLED, "interrupted while waiting for a new process", e);
        }
    }
}

package io.contextdb.cli.output;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Asks the system about the terminal, with its own tools: calling C functions from Java costs a third of a second at
 * start, which a command that answers in a millisecond cannot afford. Where something is missing, the answer is "no
 * terminal" or "unknown width".
 */
final class TerminalProbe {
    private static final long PATIENCE_SECONDS = 2;

    private TerminalProbe() {}

    /** Whether the file descriptor of this process is a terminal. */
    static boolean isTerminal(int descriptor) {
        Path link = Path.of("/proc/self/fd/" + descriptor);
        if (Files.isSymbolicLink(link)) {
            try {
                String target = Files.readSymbolicLink(link).toString();
                return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
            } catch (IOException _) {
                return false;
            }
        }
        return run(new ProcessBuilder("test", "-t", Integer.toString(descriptor)).inheritIO())
                .equals("");
    }

    /** The terminal's columns; 0 when unknown. */
    static int columns() {
        String size = run(new ProcessBuilder("stty", "size")
                .redirectInput(new File("/dev/tty"))
                .redirectError(Redirect.DISCARD));
        String[] numbers = size.strip().split(" ");
        return numbers.length == 2 && numbers[1].matches("\\d{1,5}") ? Integer.parseInt(numbers[1]) : 0;
    }

    /** What a program prints; {@code failed} when it does not end well. */
    private static String run(ProcessBuilder command) {
        String failed = "failed";
        try {
            Process process = command.start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0 ? output : failed;
        } catch (IOException _) {
            return failed;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return failed;
        }
    }
}

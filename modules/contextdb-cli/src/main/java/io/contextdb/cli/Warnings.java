package io.contextdb.cli;

import io.contextdb.cli.output.Console;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/**
 * What the engine logs as a warning or worse, as a line on standard error; the same line only once, for some things are
 * tried again every second. With {@code --debug} stack traces follow, and the warnings of other libraries are shown as
 * well. While it is open it takes the place of the handlers of the root logger.
 */
final class Warnings extends Handler {
    private static final String OURS = "io.contextdb";
    private static final int LINES_MAX = 1_000;

    private final Console console;
    private final BooleanSupplier debug;
    private final Logger root;
    private final Handler[] replaced;
    private final SimpleFormatter words = new SimpleFormatter();

    /** What was printed. Guarded by this. */
    private final Set<String> printed = new HashSet<>();

    private Warnings(Console console, BooleanSupplier debug, Logger root) {
        this.console = console;
        this.debug = debug;
        this.root = root;
        this.replaced = root.getHandlers();
    }

    /** Prints warnings from now on, until it is closed. */
    static Warnings to(Console console, BooleanSupplier debug) {
        Warnings warnings =
                new Warnings(console, debug, LogManager.getLogManager().getLogger(""));
        for (Handler handler : warnings.replaced) {
            warnings.root.removeHandler(handler);
        }
        warnings.root.addHandler(warnings);
        return warnings;
    }

    @Override
    public synchronized void publish(LogRecord record) {
        String logger = String.valueOf(record.getLoggerName());
        boolean shown = debug.getAsBoolean() || logger.equals(OURS) || logger.startsWith(OURS + ".");
        if (!shown || record.getLevel().intValue() < Level.WARNING.intValue()) {
            return;
        }
        Throwable cause = record.getThrown();
        String line = words.formatMessage(record) + (cause == null ? "" : ": " + reason(cause));
        if (printed.size() < LINES_MAX && printed.add(line)) {
            console.message("contextdb: warning: " + line.replaceAll("\\s*\\R\\s*", " "));
            if (cause != null && debug.getAsBoolean()) {
                cause.printStackTrace(console.err());
            }
        }
    }

    private static String reason(Throwable thrown) {
        Throwable inner = thrown.getCause();
        Throwable cause = thrown instanceof UncheckedIOException && inner != null ? inner : thrown;
        // The message of such a failure is no more than the path where the system gave no reason.
        boolean bare = cause instanceof FileSystemException failure && failure.getReason() == null;
        String message = cause.getMessage();
        return bare || message == null ? cause.toString() : message;
    }

    @Override
    public void flush() {
        // Each line was flushed when it was printed.
    }

    @Override
    public void close() {
        root.removeHandler(this);
        for (Handler handler : replaced) {
            root.addHandler(handler);
        }
    }
}

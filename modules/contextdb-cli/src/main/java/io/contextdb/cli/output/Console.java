package io.contextdb.cli.output;

import io.contextdb.api.Progress;
import io.contextdb.cli.spi.CommandContext;
import io.contextdb.transfer.JsonText;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Scanner;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;

/** The streams of one command line and how they look. Used from the command's thread, but for {@link #message}. */
public final class Console implements CommandContext {
    private final Pipe pipe;
    private final PrintWriter out;
    private final PrintWriter err;
    private final Supplier<Look> outLook;
    private final Supplier<Look> errLook;
    private final Runnable interruption;
    private final Supplier<Optional<String>> answers;
    private @Nullable ProgressLine progress;

    private Console(
            OutputStream out,
            OutputStream err,
            Supplier<Look> outLook,
            Supplier<Look> errLook,
            Runnable interruption,
            Supplier<Optional<String>> answers) {
        // UTF-8 whatever the locale: data that is piped into a file must not depend on it.
        this.pipe = new Pipe(out);
        this.out = new PrintWriter(new OutputStreamWriter(pipe, StandardCharsets.UTF_8), false);
        this.err = new PrintWriter(new OutputStreamWriter(err, StandardCharsets.UTF_8), false);
        this.outLook = outLook;
        this.errLook = errLook;
        this.interruption = interruption;
        this.answers = answers;
    }

    /** The console of this process; {@code interruption} throws once the process was asked to stop. */
    public static Console ofProcess(Runnable interruption) {
        return new Console(
                new FileOutputStream(FileDescriptor.out),
                new FileOutputStream(FileDescriptor.err),
                once(() -> Look.of(1, System.getenv())),
                once(() -> Look.of(2, System.getenv())),
                interruption,
                Console::answerOfTerminal);
    }

    /** The line that somebody types who sees standard error; empty when nobody does. */
    private static Optional<String> answerOfTerminal() {
        if (!TerminalProbe.isTerminal(0) || !TerminalProbe.isTerminal(2)) {
            return Optional.empty();
        }
        Scanner lines = new Scanner(System.in, StandardCharsets.UTF_8);
        return Optional.of(lines.hasNextLine() ? lines.nextLine() : "");
    }

    /** A console that writes into other streams, for tests and for programs that embed the command line. */
    public static Console of(OutputStream out, OutputStream err, Look look) {
        return of(out, err, look, Optional::empty);
    }

    /** The same, with somebody who answers questions; empty when nobody does. */
    public static Console of(OutputStream out, OutputStream err, Look look, Supplier<Optional<String>> answers) {
        return new Console(out, err, () -> look, () -> look, () -> {}, answers);
    }

    @Override
    public PrintWriter out() {
        return out;
    }

    /** Standard error; {@link #message} is the usual way there. */
    public PrintWriter err() {
        return err;
    }

    /** Prints a line on standard error. From any thread. */
    @Override
    public synchronized void message(String line) {
        endProgress();
        out.flush();
        err.println(line);
        err.flush();
    }

    /** Asks whether to go on; empty when nobody is there to answer. */
    public Optional<Boolean> confirm(String question) {
        message(question + " [y/N]");
        return answers.get()
                .map(answer ->
                        answer.strip().equalsIgnoreCase("y") || answer.strip().equalsIgnoreCase("yes"));
    }

    @Override
    public Progress progress() {
        return progressLine();
    }

    /** Shows how far the rows of a file have come: their number, and the part of the file that is read. */
    public void fileProgress(String phase, long rows, double part) {
        progressLine().update(phase, rows, -1, part);
    }

    /** Prints a line of data on standard output. */
    public void print(String line) {
        endProgress();
        // Not println: what a line ends with must not depend on the system.
        out.print(line);
        out.print('\n');
    }

    @Override
    public void printJson(Map<String, ?> object) {
        print(JsonText.line(object));
    }

    @Override
    public void printTable(List<String> columns, List<? extends List<?>> rows) {
        endProgress();
        TextTable.print(out, outLook.get(), columns, rows);
    }

    /** What standard output can show. */
    public Look look() {
        return outLook.get();
    }

    /** Whether help is coloured. */
    public Ansi ansi() {
        return outLook.get().color() ? Ansi.ON : Ansi.OFF;
    }

    /** Columns for help texts. */
    public int helpWidth() {
        return Math.clamp(outLook.get().width(), 80, 120);
    }

    /** Whether standard output could not be written. */
    public boolean outputFailed() {
        return out.checkError();
    }

    /** Whether that is because whoever read it has gone, as {@code head} does. */
    public boolean readerGone() {
        return pipe.readerGone;
    }

    /** Ends the progress line and writes out what is buffered. */
    public void flush() {
        endProgress();
        out.flush();
        err.flush();
    }

    private synchronized ProgressLine progressLine() {
        if (progress == null) {
            progress = new ProgressLine(err, errLook.get(), System::nanoTime, interruption);
        }
        return progress;
    }

    private synchronized void endProgress() {
        if (progress != null) {
            progress.end();
        }
    }

    private static Supplier<Look> once(Supplier<Look> source) {
        return new Supplier<>() {
            private @Nullable Look look;

            @Override
            public Look get() {
                if (look == null) {
                    look = source.get();
                }
                return look;
            }
        };
    }

    /** Standard output that notes why it could not be written, which a writer keeps to itself. */
    private static final class Pipe extends FilterOutputStream {
        private boolean readerGone;

        Pipe(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                out.write(bytes, offset, length);
            } catch (IOException e) {
                readerGone = String.valueOf(e.getMessage()).contains("Broken pipe");
                throw e;
            }
        }
    }
}

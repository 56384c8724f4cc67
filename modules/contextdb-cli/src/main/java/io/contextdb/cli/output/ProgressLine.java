package io.contextdb.cli.output;

import io.contextdb.api.Progress;
import java.io.PrintWriter;
import java.util.function.LongSupplier;

/**
 * Shows how far something has come: on a terminal one line that is written over and over, elsewhere a plain line when a
 * phase ends and every ten seconds on the way, so that short commands are silent. Rates are means over the phase, so
 * remaining time does not flicker.
 */
final class ProgressLine implements Progress {
    private static final long TERMINAL_NANOS = 100_000_000L;
    private static final long PLAIN_NANOS = 10_000_000_000L;
    private static final int BAR_COLUMNS = 24;

    private final PrintWriter err;
    private final Look look;
    private final LongSupplier nanoClock;
    private final Runnable interruption;

    private String phase = "";
    private long phaseStart;
    private long lastShown;
    private long done;
    private long total;
    private double part;
    private boolean lineOpen;

    ProgressLine(PrintWriter err, Look look, LongSupplier nanoClock, Runnable interruption) {
        this.err = err;
        this.look = look;
        this.nanoClock = nanoClock;
        this.interruption = interruption;
    }

    @Override
    public void update(String newPhase, long newDone, long newTotal) {
        update(newPhase, newDone, newTotal, newTotal > 0 ? (double) newDone / newTotal : -1);
    }

    /**
     * The same where the part done is known otherwise, as by bytes of a file whose rows are counted; -1 when it is
     * unknown.
     */
    synchronized void update(String newPhase, long newDone, long newTotal, double newPart) {
        interruption.run();
        long now = nanoClock.getAsLong();
        if (!newPhase.equals(phase)) {
            end();
            phase = newPhase;
            phaseStart = now;
            // On a terminal a phase is seen from its first moment: some are never heard of again before their end.
            lastShown = look.terminal() ? now - TERMINAL_NANOS : now;
        }
        done = newDone;
        total = newTotal;
        part = Math.min(1, newPart);
        if (now - lastShown >= (look.terminal() ? TERMINAL_NANOS : PLAIN_NANOS)) {
            lastShown = now;
            show(now);
        }
    }

    /** Ends the phase: its line stays as a record of what was done. */
    synchronized void end() {
        if (phase.isEmpty()) {
            return;
        }
        long elapsed = nanoClock.getAsLong() - phaseStart;
        clearLine();
        // A phase that nobody had to wait for is not worth a line.
        if (elapsed >= (look.terminal() ? TERMINAL_NANOS : PLAIN_NANOS)) {
            err.println(phase + ": " + Numbers.grouped(done) + " in " + Numbers.duration(elapsed) + rate(elapsed));
        }
        err.flush();
        phase = "";
    }

    private void show(long now) {
        long elapsed = now - phaseStart;
        StringBuilder line = new StringBuilder(phase).append("  ");
        if (part >= 0) {
            if (look.terminal()) {
                line.append(bar()).append("  ");
            }
            line.append((int) (part * 100)).append(" %  ");
        }
        line.append(Numbers.grouped(done));
        if (total > 0) {
            line.append(" of ").append(Numbers.grouped(total));
        }
        line.append(rate(elapsed));
        if (part > 0) {
            line.append("  ")
                    .append(Numbers.duration((long) (elapsed / part - elapsed)))
                    .append(" left");
        }
        clearLine();
        if (look.terminal()) {
            err.print(TextWidth.cut(line.toString(), look.width() - 1));
            lineOpen = true;
        } else {
            err.println(line);
        }
        err.flush();
    }

    private String rate(long elapsedNanos) {
        return elapsedNanos <= 0 ? "" : "  " + Numbers.rounded(done * 1e9 / elapsedNanos) + "/s";
    }

    private String bar() {
        int full = (int) Math.round(part * BAR_COLUMNS);
        return look.unicode()
                ? "█".repeat(full) + "░".repeat(BAR_COLUMNS - full)
                : "[" + "#".repeat(full) + ".".repeat(BAR_COLUMNS - full) + "]";
    }

    private void clearLine() {
        if (lineOpen) {
            err.print("\r\u001b[K");
            lineOpen = false;
        }
    }
}

package io.contextdb.cli.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
    private static final long SECOND = 1_000_000_000L;

    private final StringWriter text = new StringWriter();
    private long now = SECOND;

    @Test
    void drawsABarOnATerminal() {
        ProgressLine line = line(new Look(true, 100, true, true));
        line.update("reading", 0, 2_000_000);
        now += SECOND;
        line.update("reading", 500_000, 2_000_000);
        now += 3 * SECOND;
        line.update("reading", 2_000_000, 2_000_000);
        line.end();
        assertEquals(
                "reading  ░░░░░░░░░░░░░░░░░░░░░░░░  0 %  0 of 2,000,000"
                        + "\r\u001b[Kreading  ██████░░░░░░░░░░░░░░░░░░  25 %  500,000 of 2,000,000  500 k/s  3.00 s"
                        + " left"
                        + "\r\u001b[Kreading  ████████████████████████  100 %  2,000,000 of 2,000,000  500 k/s  0 us"
                        + " left"
                        + "\r\u001b[Kreading: 2,000,000 in 4.00 s  500 k/s\n",
                text.toString());
    }

    @Test
    void neverWritesBeyondTheTerminal() {
        ProgressLine line = line(new Look(true, 40, true, false));
        line.update("reading a file", 0, 100);
        now += SECOND;
        line.update("reading a file", 50, 100);
        String last = text.toString().substring(text.toString().lastIndexOf('K') + 1);
        assertEquals(39, last.length());
    }

    @Test
    void writesPlainLinesElsewhere() {
        ProgressLine line = line(Look.PLAIN);
        line.update("reading", 0, -1);
        now += SECOND;
        line.update("reading", 10, -1);
        now += 10 * SECOND;
        line.update("reading", 1_100, -1);
        line.update("building", 0, 10);
        line.end();
        assertEquals("reading  1,100  100/s\nreading: 1,100 in 11.00 s  100/s\n", text.toString());
    }

    @Test
    void countsRowsOfAFileWhosePartIsKnown() {
        ProgressLine line = line(Look.PLAIN);
        line.update("edges", 0, -1, 0);
        now += 20 * SECOND;
        line.update("edges", 3_000_000, -1, 0.25);
        assertEquals("edges  25 %  3,000,000  150 k/s  60.00 s left\n", text.toString());
    }

    @Test
    void stopsWhenTheProcessWasInterrupted() {
        ProgressLine line = new ProgressLine(new PrintWriter(text), Look.PLAIN, () -> now, () -> {
            throw new ContextDbException(ErrorCode.CANCELLED, "interrupted");
        });
        assertThrows(ContextDbException.class, () -> line.update("reading", 1, 2));
    }

    private ProgressLine line(Look look) {
        return new ProgressLine(new PrintWriter(text), look, () -> now, () -> {});
    }
}

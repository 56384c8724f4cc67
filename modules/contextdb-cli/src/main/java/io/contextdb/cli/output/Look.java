package io.contextdb.cli.output;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What a stream can show.
 *
 * @param terminal whether a person watches it
 * @param width columns of the terminal; meaningless elsewhere
 * @param color whether to use ANSI colours
 * @param unicode whether characters outside ASCII arrive
 */
public record Look(boolean terminal, int width, boolean color, boolean unicode) {
    /** A file, a pipe, or a test: nothing is decorated or cut. */
    public static final Look PLAIN = new Look(false, 80, false, true);

    private static final int NARROWEST = 40;
    private static final int USUAL_WIDTH = 80;

    /** What standard output (1) or standard error (2) of this process can show. */
    static Look of(int descriptor, Map<String, String> environment) {
        boolean dumb = "dumb".equals(environment.get("TERM"));
        if (dumb || !TerminalProbe.isTerminal(descriptor)) {
            return PLAIN;
        }
        boolean color = environment.getOrDefault("NO_COLOR", "").isEmpty();
        int width = TerminalProbe.columns();
        return new Look(true, width > 0 ? Math.max(NARROWEST, width) : USUAL_WIDTH, color, isUnicode());
    }

    private static boolean isUnicode() {
        return Charset.forName(System.getProperty("native.encoding", "UTF-8")).equals(StandardCharsets.UTF_8);
    }
}

package io.contextdb.cli.output;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jline.terminal.spi.SystemStream;
import org.jline.terminal.spi.TerminalProvider;

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

    /** What standard output or standard error of this process can show. */
    static Look of(SystemStream stream, Map<String, String> environment) {
        try {
            TerminalProvider provider = TerminalProvider.load("ffm");
            if (!provider.isSystemStream(stream)) {
                return PLAIN;
            }
            boolean dumb = "dumb".equals(environment.get("TERM"));
            boolean color = !dumb && environment.getOrDefault("NO_COLOR", "").isEmpty();
            int width = provider.systemStreamWidth(stream);
            return new Look(!dumb, width > 0 ? Math.max(NARROWEST, width) : USUAL_WIDTH, color, isUnicode());
        } catch (IOException | RuntimeException | LinkageError _) {
            // A platform without terminal support is served like a pipe.
            return PLAIN;
        }
    }

    private static boolean isUnicode() {
        return Charset.forName(System.getProperty("stdout.encoding", "UTF-8")).equals(StandardCharsets.UTF_8);
    }
}

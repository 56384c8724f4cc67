package io.contextdb.cli.output;

import org.jline.utils.WCWidth;

/** Widths of text on a terminal: East Asian characters take two columns, combining marks none. */
final class TextWidth {
    private static final String ELLIPSIS = "…";

    private TextWidth() {}

    /** The columns {@code text} takes. */
    static int of(String text) {
        int width = 0;
        for (int at = 0; at < text.length(); ) {
            int codePoint = text.codePointAt(at);
            width += of(codePoint);
            at += Character.charCount(codePoint);
        }
        return width;
    }

    /** {@code text} in at most {@code width} columns, the end cut off with an ellipsis when it is longer. */
    static String cut(String text, int width) {
        if (text.length() <= width / 2 || of(text) <= width) {
            return text;
        }
        int used = 0;
        int at = 0;
        while (at < text.length()) {
            int codePoint = text.codePointAt(at);
            if (used + of(codePoint) > width - 1) {
                break;
            }
            used += of(codePoint);
            at += Character.charCount(codePoint);
        }
        return text.substring(0, at).stripTrailing() + ELLIPSIS;
    }

    private static int of(int codePoint) {
        // Control characters have no width of their own; tables replace them before they measure.
        return Math.max(0, WCWidth.wcwidth(codePoint));
    }
}

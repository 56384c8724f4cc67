package io.contextdb.cli.output;

import java.lang.Character.UnicodeBlock;
import java.lang.Character.UnicodeScript;
import java.util.Set;

/**
 * Widths of text on a terminal, after Unicode's East Asian Width: wide characters and emoji take two columns, combining
 * marks none.
 */
final class TextWidth {
    private static final String ELLIPSIS = "…";

    private static final Set<UnicodeScript> WIDE_SCRIPTS = Set.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.HANGUL,
            UnicodeScript.BOPOMOFO,
            UnicodeScript.YI);

    private static final Set<UnicodeBlock> WIDE_BLOCKS = Set.of(
            UnicodeBlock.CJK_SYMBOLS_AND_PUNCTUATION,
            UnicodeBlock.CJK_COMPATIBILITY,
            UnicodeBlock.CJK_COMPATIBILITY_FORMS,
            UnicodeBlock.ENCLOSED_CJK_LETTERS_AND_MONTHS);

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
        if (codePoint < 0x300) {
            return 1;
        }
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
            default -> isWide(codePoint) ? 2 : 1;
        };
    }

    private static boolean isWide(int codePoint) {
        if (UnicodeBlock.of(codePoint) == UnicodeBlock.HALFWIDTH_AND_FULLWIDTH_FORMS) {
            return codePoint <= 0xff60 || codePoint >= 0xffe0;
        }
        return Character.isEmojiPresentation(codePoint)
                || WIDE_SCRIPTS.contains(UnicodeScript.of(codePoint))
                || WIDE_BLOCKS.contains(UnicodeBlock.of(codePoint));
    }
}

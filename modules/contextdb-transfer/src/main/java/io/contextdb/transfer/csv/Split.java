package io.contextdb.transfer.csv;

import java.util.ArrayList;
import java.util.List;

/** Splits text at a character; unlike {@link String#split} nothing is left out and nothing is a pattern. */
final class Split {
    private Split() {}

    /** The parts of {@code text}, one more than there are delimiters. */
    static List<String> at(char delimiter, String text) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (int at = text.indexOf(delimiter); at >= 0; at = text.indexOf(delimiter, from)) {
            parts.add(text.substring(from, at));
            from = at + 1;
        }
        parts.add(text.substring(from));
        return parts;
    }
}

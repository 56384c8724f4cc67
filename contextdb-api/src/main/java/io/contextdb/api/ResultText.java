package io.contextdb.api;

import java.util.StringJoiner;
import java.util.function.IntFunction;

/** Results as text for logs and debuggers: the first elements, and how many there are. */
final class ResultText {
    private static final int SHOWN_MAX = 20;

    private ResultText() {}

    static String of(int size, IntFunction<String> element) {
        StringJoiner text = new StringJoiner(", ", "[", size > SHOWN_MAX ? ", ... " + size + " in all]" : "]");
        for (int i = 0; i < Math.min(size, SHOWN_MAX); i++) {
            text.add(element.apply(i));
        }
        return text.toString();
    }
}

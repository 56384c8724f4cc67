package io.contextdb.server.http;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Constants of enumerations as requests and answers spell them: in lower case. */
public final class Words {
    private Words() {}

    /** All constants. */
    public static <E extends Enum<E>> List<String> of(Class<E> type) {
        return Stream.of(type.getEnumConstants()).map(Words::of).toList();
    }

    /** One constant. */
    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** The constant that a word names. */
    static <E extends Enum<E>> E parse(Class<E> type, String word) {
        for (E constant : type.getEnumConstants()) {
            if (of(constant).equals(word)) {
                return constant;
            }
        }
        throw new IllegalArgumentException("is '" + word + "', but must be one of " + String.join(", ", of(type)));
    }
}

package io.contextdb.server.config;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * How the text of a setting is read.
 *
 * @param description what may be written
 * @param parser what it means; throws {@link IllegalArgumentException} when nothing
 */
public record Form<T>(String description, Function<String, T> parser) {
    private static final Map<String, Long> BYTES = Map.ofEntries(
            Map.entry("", 1L),
            Map.entry("B", 1L),
            Map.entry("KB", 1_000L),
            Map.entry("MB", 1_000_000L),
            Map.entry("GB", 1_000_000_000L),
            Map.entry("TB", 1_000_000_000_000L),
            Map.entry("KIB", 1L << 10),
            Map.entry("MIB", 1L << 20),
            Map.entry("GIB", 1L << 30),
            Map.entry("TIB", 1L << 40));

    private static final Map<String, Long> MILLISECONDS =
            Map.of("ms", 1L, "s", 1_000L, "min", 60_000L, "m", 60_000L, "h", 3_600_000L, "d", 86_400_000L);

    /** Any text. */
    public static Form<String> text() {
        return new Form<>("text", Function.identity());
    }

    /** The path of a file or directory. */
    public static Form<Path> path() {
        return new Form<>("a path", Path::of);
    }

    /** Paths, separated by commas. */
    public static Form<List<Path>> paths() {
        return new Form<>(
                "paths, separated by commas", text -> words(text).map(Path::of).toList());
    }

    /** true or false. */
    public static Form<Boolean> flag() {
        return new Form<>("true or false", text -> switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException();
        });
    }

    /** A whole number in a range. */
    public static Form<Integer> whole(int min, int max) {
        return new Form<>("a whole number from " + min + " to " + max, text -> {
            int number = Integer.parseInt(text);
            if (number < min || number > max) {
                throw new IllegalArgumentException();
            }
            return number;
        });
    }

    /** A number of bytes, 0 or more. */
    public static Form<Long> bytes() {
        return new Form<>("bytes, such as 512MiB or 2GB", text -> scaled(text, BYTES, text.toUpperCase(Locale.ROOT)));
    }

    /** A duration, zero or more. */
    public static Form<Duration> duration() {
        return new Form<>(
                "a duration, such as 500ms, 30s, 5min, 12h or 7d; 0 for never",
                text -> Duration.ofMillis(
                        text.equals("0") ? 0 : scaled(text, MILLISECONDS, text.toLowerCase(Locale.ROOT))));
    }

    /** One of the constants of an enumeration, in lower case. */
    public static <E extends Enum<E>> Form<E> word(Class<E> type) {
        List<String> words = Stream.of(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .toList();
        return new Form<>(String.join(" or ", words), text -> Enum.valueOf(type, text.toUpperCase(Locale.ROOT)));
    }

    private static Stream<String> words(String text) {
        return Stream.of(text.split(",")).map(String::strip).filter(word -> !word.isEmpty());
    }

    private static long scaled(String text, Map<String, Long> units, String unified) {
        int end = 0;
        while (end < text.length() && (Character.isDigit(text.charAt(end)) || text.charAt(end) == '.')) {
            end++;
        }
        Long unit = units.get(unified.substring(end).strip());
        if (unit == null || end == 0) {
            throw new IllegalArgumentException();
        }
        return new BigDecimal(text.substring(0, end))
                .multiply(BigDecimal.valueOf(unit))
                .longValueExact();
    }
}

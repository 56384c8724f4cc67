package io.contextdb.cli.spi;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.function.ToIntFunction;

/** Finds the word that somebody who mistyped it probably meant. */
public final class Suggestion {
    private Suggestion() {}

    /** {@code ; did you mean 'import'?}, or nothing when no candidate is near. */
    public static String of(String word, Collection<String> candidates) {
        int tolerance = Math.max(1, word.length() / 3);
        String lower = word.toLowerCase(Locale.ROOT);
        ToIntFunction<String> distance = candidate -> distance(lower, candidate.toLowerCase(Locale.ROOT));
        return candidates.stream()
                .filter(candidate -> distance.applyAsInt(candidate) <= tolerance || prefixOf(word, candidate))
                .min(Comparator.comparingInt(distance).thenComparing(Comparator.naturalOrder()))
                .map(candidate -> "; did you mean '" + candidate + "'?")
                .orElse("");
    }

    private static boolean prefixOf(String word, String candidate) {
        return word.length() >= 2 && candidate.startsWith(word);
    }

    /** Edits between two words, a swap of neighbours counting as one (Damerau, optimal string alignment). */
    public static int distance(String left, String right) {
        int[][] edits = new int[left.length() + 1][right.length() + 1];
        for (int i = 0; i <= left.length(); i++) {
            for (int j = 0; j <= right.length(); j++) {
                if (i == 0 || j == 0) {
                    edits[i][j] = i + j;
                    continue;
                }
                int change = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
                edits[i][j] = Math.min(Math.min(edits[i - 1][j], edits[i][j - 1]) + 1, edits[i - 1][j - 1] + change);
                if (i > 1
                        && j > 1
                        && left.charAt(i - 1) == right.charAt(j - 2)
                        && left.charAt(i - 2) == right.charAt(j - 1)) {
                    edits[i][j] = Math.min(edits[i][j], edits[i - 2][j - 2] + 1);
                }
            }
        }
        return edits[left.length()][right.length()];
    }
}

package io.contextdb.cli.command;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.SimilarityQuery;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of a search by similarity. */
final class SimilaritySelection {
    @Option(
            names = "-k",
            paramLabel = "COUNT",
            defaultValue = "10",
            description = "How many. Default: ${DEFAULT-VALUE}.")
    private int count;

    @Option(
            names = "--vector-name",
            paramLabel = "NAME",
            defaultValue = SimilarityQuery.DEFAULT_NAME,
            description = "The vector space. Default: ${DEFAULT-VALUE}.")
    private String name;

    @Option(
            names = "--ef",
            paramLabel = "WIDTH",
            defaultValue = "0",
            description =
                    "How widely the index searches: more finds more, more slowly. Default: what the index was made"
                            + " with.")
    private int ef;

    @Option(names = "--exact", description = "Compare with every vector instead of asking the index.")
    private boolean exact;

    @Option(
            names = "--threshold",
            paramLabel = "SIMILARITY",
            defaultValue = "-Infinity",
            description = "Leave out what is less similar.")
    private double threshold;

    @Option(names = "--vector", paramLabel = "X,Y,...", description = "Search by this vector instead of a node's.")
    private @Nullable String components;

    SimilarityQuery query() {
        return new SimilarityQuery(name, count, ef, threshold, exact);
    }

    /** The vector that was given, or null. */
    float @Nullable [] vector() {
        if (components == null) {
            return null;
        }
        String text = components.strip();
        if (text.startsWith("[") && text.endsWith("]")) {
            text = text.substring(1, text.length() - 1).strip();
        }
        String[] parts = text.split("\\s*,\\s*|\\s+", -1);
        float[] vector = new float[parts.length];
        for (int i = 0; i < parts.length; i++) {
            try {
                vector[i] = Float.parseFloat(parts[i]);
            } catch (NumberFormatException _) {
                throw new ContextDbException(
                        ErrorCode.INVALID_ARGUMENT,
                        "component " + i + " of --vector is '" + parts[i] + "'; give numbers with commas between them");
            }
        }
        return vector;
    }
}

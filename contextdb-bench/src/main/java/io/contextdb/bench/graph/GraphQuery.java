package io.contextdb.bench.graph;

import java.math.BigInteger;
import java.util.Arrays;

/** A question of {@code queries.tsv} with its reference answer. */
sealed interface GraphQuery {
    /** The first column. */
    String kind();

    /** Whether it asks for similar nodes. */
    default boolean needsVectors() {
        return switch (this) {
            case Hops hops -> false;
            case Distance distance -> false;
            case Nearest nearest -> true;
            case Hybrid hybrid -> true;
        };
    }

    /** How many nodes lie within {@code depth} edges, and the sum of their ids. */
    record Hops(String kind, int depth, long source, int count, long sum) implements GraphQuery {}

    /** The length of a shortest path, -1 for none. */
    record Distance(String kind, long from, long to, int length) implements GraphQuery {}

    /** The nodes nearest to a node's vector, itself included. */
    record Nearest(String kind, long like, long[] answer) implements GraphQuery {}

    /** The nodes nearest to a node's vector among those within 2 edges of {@code source}. */
    record Hybrid(String kind, long like, long source, long[] answer) implements GraphQuery {}

    /** How many edges a hybrid question goes. */
    int HYBRID_DEPTH = 2;

    /**
     * Reads the fields of a line.
     *
     * @throws IllegalArgumentException for an unknown kind or a field that is no number
     */
    static GraphQuery parse(String[] fields) {
        String kind = fields[0];
        if (kind.matches("hop[1-9]")) {
            return new Hops(kind, kind.charAt(3) - '0', id(fields[1]), Integer.parseInt(fields[2]), sum(fields[3]));
        }
        return switch (kind) {
            case "path" -> new Distance(kind, id(fields[1]), id(fields[2]), Integer.parseInt(fields[3]));
            case "vec" -> new Nearest(kind, id(fields[1]), ids(fields[2]));
            case "hyb" -> new Hybrid(kind, id(fields[1]), id(fields[2]), ids(fields[3]));
            default ->
                throw new IllegalArgumentException("the kind '" + kind + "' is none of hop1 ... hop9, path, vec, hyb");
        };
    }

    /** Sums are compared as the additions of longs leave them: ids of 64 bits may add up to more. */
    private static long sum(String field) {
        return new BigInteger(field).longValue();
    }

    private static long id(String field) {
        return Long.parseUnsignedLong(field);
    }

    private static long[] ids(String field) {
        return field.isEmpty()
                ? new long[0]
                : Arrays.stream(field.split(",", -1)).mapToLong(GraphQuery::id).toArray();
    }
}

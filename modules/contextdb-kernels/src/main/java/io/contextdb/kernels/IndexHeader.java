package io.contextdb.kernels;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.Metric;
import io.contextdb.api.VectorIndexOptions;
import io.contextdb.memory.CheckedFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What the headers of all index files begin with, after {@link CheckedFile}'s own part: which rows the index is over.
 *
 * <pre>
 * header 0  dimension
 *        1  metric: 0 cosine, 1 dot, 2 Euclidean
 * </pre>
 */
public final class IndexHeader {
    /** The number of header numbers it takes. */
    public static final int INTS = 2;

    private static final int DIMENSION = 0;
    private static final int METRIC = 1;

    private IndexHeader() {}

    /** The magic number whose eight bytes read as these letters. */
    public static long magic(String letters) {
        byte[] bytes = letters.getBytes(StandardCharsets.US_ASCII);
        assert bytes.length == Long.BYTES;
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
    }

    /** A header that begins with these options and goes on with {@code rest}. */
    public static int[] of(VectorIndexOptions options, int... rest) {
        int[] header = Arrays.copyOf(new int[] {options.dimension(), number(options.metric())}, INTS + rest.length);
        System.arraycopy(rest, 0, header, INTS, rest.length);
        return header;
    }

    /**
     * Checks that a file is of a space with these options.
     *
     * @throws ContextDbException {@code INVALID_CONFIGURATION} when it is not
     */
    public static void check(CheckedFile file, String space, VectorIndexOptions options) {
        check(space, "dimension", options.dimension(), file.header(DIMENSION));
        check(space, "metric (0 cosine, 1 dot, 2 Euclidean)", number(options.metric()), file.header(METRIC));
    }

    /**
     * Checks that an option has the value the file was written with.
     *
     * @throws ContextDbException {@code INVALID_CONFIGURATION} when it has not
     */
    public static void check(String space, String option, int asked, int written) {
        if (asked != written) {
            throw new ContextDbException(
                    ErrorCode.INVALID_CONFIGURATION,
                    "the index of " + space + " was asked for with " + option + " " + asked
                            + ", its file was written with " + written
                            + "; open it with the options it was created with, or build it anew");
        }
    }

    private static int number(Metric metric) {
        return switch (metric) {
            case COSINE -> 0;
            case DOT -> 1;
            case EUCLIDEAN -> 2;
        };
    }
}

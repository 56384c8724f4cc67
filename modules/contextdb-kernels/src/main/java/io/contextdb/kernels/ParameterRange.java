package io.contextdb.kernels;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.VectorIndexOptions;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A parameter of an index provider and the values it may have.
 *
 * @param name its name in {@link VectorIndexOptions#parameters}
 * @param min the least value
 * @param max the greatest value
 */
public record ParameterRange(String name, int min, int max) {
    /**
     * Checks that options name known parameters only, each within its range.
     *
     * @throws ContextDbException {@code INVALID_CONFIGURATION}, naming the value and the range
     */
    public static void check(VectorIndexOptions options, ParameterRange... ranges) {
        List<String> names =
                Arrays.stream(ranges).map(ParameterRange::name).sorted().toList();
        options.parameters().forEach((name, value) -> {
            Optional<ParameterRange> range =
                    Arrays.stream(ranges).filter(r -> r.name.equals(name)).findFirst();
            if (range.isEmpty()) {
                throw new ContextDbException(
                        ErrorCode.INVALID_CONFIGURATION,
                        "parameter " + name + " of a vector index of type " + options.type() + "; "
                                + (names.isEmpty() ? "it has none" : "it must be one of " + String.join(", ", names)));
            }
            if (value < range.get().min || value > range.get().max) {
                throw new ContextDbException(
                        ErrorCode.INVALID_CONFIGURATION,
                        "parameter " + name + "=" + value + " of a vector index of type " + options.type()
                                + "; it must be " + range.get().min + " to " + range.get().max);
            }
        });
    }
}

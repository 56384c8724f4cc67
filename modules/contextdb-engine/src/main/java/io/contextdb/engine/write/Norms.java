package io.contextdb.engine.write;

import static io.contextdb.engine.write.InputCheck.shown;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.Metric;
import io.contextdb.kernels.Scorer;

/** The inverse Euclidean norm stored beside each row, which a vector must have. */
public final class Norms {
    private Norms() {}

    /**
     * 1 / norm under cosine, 1 under other metrics.
     *
     * @param vector finite components
     * @throws ContextDbException {@code VECTOR_ZERO} under cosine when the norm is 0, or so small that its inverse is
     *     no float32
     */
    public static float inverseNorm(String space, Metric metric, float[] vector) {
        float inverse = Scorer.inverseNorm(metric, vector);
        if (Float.isInfinite(inverse)) {
            throw new ContextDbException(
                    ErrorCode.VECTOR_ZERO,
                    "a vector for " + shown(space) + " has a norm of 0 or less than 2^-128; cosine needs a longer one");
        }
        return inverse;
    }
}

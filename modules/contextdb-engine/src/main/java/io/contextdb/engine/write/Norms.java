package io.contextdb.engine.write;

import static io.contextdb.engine.write.InputCheck.shown;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.Metric;

/** The inverse Euclidean norm stored beside each row, the same bits on every machine: one sum in double, in order. */
public final class Norms {
    private Norms() {}

    /**
     * 1 / norm under cosine, 1 under other metrics.
     *
     * @param vector finite components
     * @throws ContextDbException {@code VECTOR_ZERO} under cosine when the norm is 0, or so small that its inverse is no float32
     */
    public static float inverseNorm(String space, Metric metric, float[] vector) {
        if (metric != Metric.COSINE) {
            return 1;
        }
        double squares = 0;
        for (float component : vector) {
            squares += (double) component * component;
        }
        float inverse = (float) (1 / Math.sqrt(squares));
        if (Float.isInfinite(inverse)) {
            throw new ContextDbException(
                    ErrorCode.VECTOR_ZERO,
                    "a vector for " + shown(space) + " has the norm " + Math.sqrt(squares)
                            + "; cosine needs one that is not zero");
        }
        return inverse;
    }
}

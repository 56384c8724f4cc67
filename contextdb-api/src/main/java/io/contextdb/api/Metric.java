package io.contextdb.api;

/** How two vectors of one space are compared. The similarity is always "higher is more similar". */
public enum Metric {
    /** Cosine of the angle, from -1 to 1. Zero vectors are refused. */
    COSINE,
    /** Inner product, unbounded. */
    DOT,
    /** Euclidean distance d; the similarity reported is {@code 1 / (1 + d * d)}, from 0 to 1. */
    EUCLIDEAN
}

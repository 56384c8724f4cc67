package io.contextdb.storage.memory;

import java.lang.foreign.MemorySegment;

/**
 * A row of a vector space as it is in one state.
 *
 * @param node the node it belongs, or belonged, to
 * @param floats its padded components in native memory, which lives as long as something refers to this segment
 * @param live whether it is its node's present vector
 */
record VectorRow(int node, MemorySegment floats, float inverseNorm, boolean live) {

    VectorRow dead() {
        return new VectorRow(node, floats, inverseNorm, false);
    }
}

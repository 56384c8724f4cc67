package io.contextdb.engine.write;

import io.contextdb.api.VectorIndexOptions;

/** A change of the vector spaces. These come in the order they were asked for and before all else. */
public sealed interface SpaceChange {
    /** The name of the space. */
    String name();

    /**
     * A space comes.
     *
     * @param ifAbsent whether one of this name may exist already, with whatever options; otherwise only with equal ones
     */
    record Create(String name, VectorIndexOptions options, boolean ifAbsent) implements SpaceChange {}

    /** A space that must exist goes, with all its vectors. */
    record Drop(String name) implements SpaceChange {}
}

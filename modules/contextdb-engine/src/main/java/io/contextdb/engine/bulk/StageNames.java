package io.contextdb.engine.bulk;

import static io.contextdb.engine.write.InputCheck.shown;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import java.util.HashSet;
import java.util.Set;

/**
 * What names stand for in one load: vectors, or properties of nodes. A name of a node has one value, and a load keeps too little of its rows to
 * look whether a node has the other, so within a load each name stands for one of them.
 */
final class StageNames {
    private final Set<String> plain = new HashSet<>();
    private final Set<String> vectors = new HashSet<>();

    /** {@code INVALID_ARGUMENT} when the name stands for vectors. */
    void requirePlain(String name) {
        require(name, vectors, "vectors", "a property that is no vector");
    }

    /** {@code INVALID_ARGUMENT} when the name stands for properties. */
    void requireVector(String name) {
        require(name, plain, "properties that are no vectors", "a vector");
    }

    private static void require(String name, Set<String> others, String present, String asked) {
        if (others.contains(name)) {
            throw new ContextDbException(
                    ErrorCode.INVALID_ARGUMENT,
                    "the name " + shown(name) + " stands for " + present + " in this load and cannot stand for " + asked
                            + " too; choose another name, or load those rows on their own");
        }
    }

    void addPlain(String name) {
        plain.add(name);
    }

    void addVector(String name) {
        vectors.add(name);
    }
}

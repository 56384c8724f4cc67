package io.contextdb.engine.bulk;

import static io.contextdb.engine.write.InputCheck.shown;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import it.unimi.dsi.fastutil.ints.IntSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What names stand for in one load: vectors, or properties of nodes. A name of a node has one value, and a load keeps
 * too little of its rows to look whether a node has the other. Of names that are known as vector spaces it remembers
 * which nodes of its own have such a property; any other name stands for one of both.
 */
final class StageNames {
    private final Set<String> plain = new HashSet<>();
    private final Map<String, IntSet> plainNodes = new HashMap<>();

    /** {@code INVALID_ARGUMENT} when nodes have properties of this name, and which ones was not remembered. */
    void requireVector(String name) {
        if (plain.contains(name)) {
            throw new ContextDbException(
                    ErrorCode.INVALID_ARGUMENT,
                    "the name " + shown(name)
                            + " stands for properties that are no vectors in this load and cannot stand for a vector"
                            + " too; declare the vector space before the first node, choose another name, or load"
                            + " those rows on their own");
        }
    }

    /** Whether a node of this load has a property of a vector space's name that is no vector. */
    boolean hasPlain(String name, int node) {
        IntSet nodes = plainNodes.get(name);
        return nodes != null && nodes.contains(node);
    }

    /** Notes a property of a node. */
    void addPlain(String name, int node, boolean vectorSpace) {
        if (vectorSpace) {
            plainNodes.computeIfAbsent(name, missing -> new IntOpenHashSet()).add(node);
        } else {
            plain.add(name);
        }
    }
}

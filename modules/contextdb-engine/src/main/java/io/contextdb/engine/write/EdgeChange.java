package io.contextdb.engine.write;

import java.util.List;

/** The net change of one edge. */
public sealed interface EdgeChange extends EntityChange {
    /** An edge comes; its id must be free and its ends must exist. */
    record Insert(long id, long from, long to, String type, PropertyList properties) implements EdgeChange {}

    /** An edge that must exist gets some properties and loses others, whose names ascend. */
    record Update(long id, PropertyList properties, List<String> propertiesRemoved) implements EdgeChange {}

    /**
     * An edge goes.
     *
     * @param required whether it must exist; otherwise none is no error
     */
    record Delete(long id, boolean required) implements EdgeChange {}

    /** An edge came and went within one transaction: nothing to do. Its place in the order stays. */
    record Void(long id) implements EdgeChange {}
}

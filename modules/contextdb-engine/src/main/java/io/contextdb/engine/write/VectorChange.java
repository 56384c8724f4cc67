package io.contextdb.engine.write;

/** The net change of one node's vector in one space. */
public sealed interface VectorChange {
    /** The vector of the node from now on; not to be changed by anyone. */
    @SuppressWarnings("ArrayRecordComponent") // an internal hand-over without copying; never compared
    record Put(float[] vector) implements VectorChange {}

    /**
     * The node loses its vector.
     *
     * @param required whether it must have one; otherwise none is no error
     */
    record Delete(boolean required) implements VectorChange {}
}

package io.contextdb.engine.write;

import java.util.Arrays;

/** The net change of one node's vector in one space. */
public sealed interface VectorChange {
    /** The vector of the node from now on; not to be changed by anyone. */
    @SuppressWarnings("ArrayRecordComponent") // an internal hand-over without copying; compared by content below
    record Put(float[] vector) implements VectorChange {
        @Override
        public boolean equals(Object other) {
            return other instanceof Put that && Arrays.equals(vector, that.vector);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(vector);
        }

        @Override
        public String toString() {
            return "Put[" + vector.length + " components]";
        }
    }

    /**
     * The node loses its vector.
     *
     * @param required whether it must have one; otherwise none is no error
     */
    record Delete(boolean required) implements VectorChange {}
}

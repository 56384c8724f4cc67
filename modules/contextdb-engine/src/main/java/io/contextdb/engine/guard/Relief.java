package io.contextdb.engine.guard;

/** Makes room. Called on a background thread, where it may wait. */
@FunctionalInterface
public interface Relief {
    /**
     * Does what it can.
     *
     * @param disk whether the disk runs short, otherwise memory
     */
    void make(boolean disk);
}

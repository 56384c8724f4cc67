package io.contextdb.api;

/** Is told how far a long operation has come. Called from one thread at a time, not always the one that waits. */
@FunctionalInterface
public interface Progress {
    /**
     * So far {@code done} of {@code total} units.
     *
     * @param phase what is being done, for people, such as {@code building index embedding}
     * @param done units done, from 0
     * @param total all units, or -1 when unknown
     */
    void update(String phase, long done, long total);

    /** Tells nobody. */
    static Progress none() {
        return (phase, done, total) -> {};
    }
}

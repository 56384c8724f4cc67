package io.contextdb.api.spi;

/** Lets the engine follow and stop the building of an index. Called from the builder thread. */
@FunctionalInterface
public interface BuildControl {
    /** Told that {@code indexedRows} rows are in; returns whether to go on. */
    boolean proceed(int indexedRows);
}

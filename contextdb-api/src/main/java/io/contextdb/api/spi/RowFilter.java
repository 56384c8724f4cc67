package io.contextdb.api.spi;

/** Decides which rows may be results. Pure, cheap, thread-safe. */
@FunctionalInterface
public interface RowFilter {
    /** Whether {@code row} may be a result. */
    boolean accepts(int row);
}

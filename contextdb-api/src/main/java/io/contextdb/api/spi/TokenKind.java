package io.contextdb.api.spi;

/** The kinds of names that are stored as small numbers, each kind counting from 0 in the order of first use. */
public enum TokenKind {
    /** Node labels. */
    LABEL,
    /** Edge types; the first are {@link io.contextdb.api.EdgeTypes#PREDECLARED}, from the empty database on. */
    EDGE_TYPE,
    /** Property keys of nodes and edges. */
    PROPERTY_KEY
}

package io.contextdb.transfer;

/** How ids in files are taken. */
public enum IdKind {
    /**
     * As numbers when the first one is a number, as texts otherwise; ids of several groups in one import are always
     * texts.
     */
    AUTO,
    /** Unsigned 64-bit numbers that become the nodes' ids. */
    NUMBER,
    /** Any text: the database chooses the nodes' ids and the text becomes a property. */
    TEXT
}

package io.contextdb.transfer.json;

/** The null of JSON where it has a meaning, such as that of a member to be removed. */
public enum JsonNull {
    /** The only one. */
    NULL
}

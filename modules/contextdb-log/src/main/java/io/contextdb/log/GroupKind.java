package io.contextdb.log;

/** What a group is for; the ordinal is the number on disk. */
enum GroupKind {
    /** Never written, so that zeros are no group. */
    NONE,
    /** Holds records. */
    RECORDS,
    /** Holds nothing; its head records how far the log is durable. */
    MARKER,
    /** Holds nothing; the segment ends here. */
    SEAL
}

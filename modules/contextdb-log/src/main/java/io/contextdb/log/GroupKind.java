package io.contextdb.log;

/** What a group is for; the ordinal is the number on disk. */
enum GroupKind {
    /** Never written, so that zeros are no group. */
    NONE,
    /** Holds records. */
    RECORDS,
    /** Holds nothing; the segment ends here. */
    SEAL
}

package io.contextdb.storage.mmap.snapshot;

/**
 * What a file is among those of its kind: one that has all rows, or one with rows in place of those of the files before
 * it.
 */
public enum FileRole {
    /** All rows; files of vectors and other kinds without patches are nothing else. */
    BASE,
    /** Rows that changed or were added since the base. */
    OLDER_PATCH,
    /** Rows that changed or were added since the older patch, or since the base when there is none. */
    RECENT_PATCH
}

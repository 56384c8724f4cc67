package io.contextdb.testkit.file;

/** What a crash does to the changes that were not synced. Those that were are always there. */
public enum Damage {
    /** All of them are there: the process ended, the machine did not. */
    NONE,
    /** None of them reached the disk. */
    LOST,
    /** A prefix of them reached the disk. */
    PREFIX,
    /** Any of them reached the disk, others that were made before did not. */
    REORDERED,
    /** A prefix of them reached the disk, and the last one ends within a sector of 512 bytes. */
    TORN_SECTOR,
    /** A prefix of them reached the disk, and of a page of 4 KiB in the last one only some sectors. */
    TORN_PAGE
}

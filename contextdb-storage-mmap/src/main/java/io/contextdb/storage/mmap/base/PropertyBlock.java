package io.contextdb.storage.mmap.base;

import io.contextdb.memory.ValueTag;

/** Names of what is in a property block; {@link PropertyBlockWriter} explains it. */
final class PropertyBlock {
    /** How the values of a column are stored. */
    enum Type {
        BOOLEAN,
        INTEGER,
        FLOAT,
        STRING,
        DICTIONARY,
        ENCODED;

        private static final Type[] VALUES = values();

        /** The type with this number in a file, below {@link #count}. */
        static Type of(int code) {
            return VALUES[code];
        }

        /** How many there are. */
        static int count() {
            return VALUES.length;
        }

        /** The type a value's column has when all values are like it, by its {@link ValueTag}. */
        static Type ofTag(int tag) {
            return switch (tag) {
                case ValueTag.FALSE, ValueTag.TRUE -> BOOLEAN;
                case ValueTag.INTEGER -> INTEGER;
                case ValueTag.FLOAT -> FLOAT;
                case ValueTag.STRING -> STRING;
                default -> ENCODED;
            };
        }
    }

    /** All rows of the block have a value. */
    static final int PRESENT_ALL = 0;

    /** The rows that have one are listed. */
    static final int PRESENT_LIST = 1;

    /** The rows that have one are marked in a bitmap. */
    static final int PRESENT_BITMAP = 2;

    /** More rows than this are marked in a bitmap, which then is the smaller one. */
    static final int LIST_ROWS_MAX = 4096;

    /** Bits for which a bitmap has one count of the bits before them. */
    static final int RANK_BITS = 512;

    /** The counts in front of a bitmap, 2 bytes each. */
    static final int RANKS_BYTES = RowBlocks.ROWS / RANK_BITS * Short.BYTES;

    // --- head of a block

    static final int COLUMN_COUNT = 0;
    static final int ROW_COUNT = 4;
    static final int HEAD_BYTES = 8;

    // --- column entry

    static final int KEY = 0;
    static final int TYPE = 4;
    static final int PRESENCE = 5;
    static final int CODE_BYTES = 7;
    static final int COUNT = 8;
    static final int DICTIONARY_COUNT = 12;
    static final int PRESENCE_OFFSET = 16;
    static final int VALUES_OFFSET = 24;
    static final int ENTRY_BYTES = 32;

    // --- encoded values

    /** The first byte of a value that is stored elsewhere in the section; no {@link ValueTag} is 0. */
    static final int ELSEWHERE = 0;

    /** A reference: the byte {@link #ELSEWHERE}, u64 offset in the file, u32 length. */
    static final int REFERENCE_BYTES = 13;

    private PropertyBlock() {}
}

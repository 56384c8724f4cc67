package io.contextdb.log;

/** Where the fields of a group's head lie; {@link GroupEncoder} says what they mean. */
final class GroupLayout {
    static final int MAGIC = 0;
    static final int CHECKSUM = MAGIC + Integer.BYTES;
    static final int OFFSET = CHECKSUM + Integer.BYTES;
    static final int DURABLE = OFFSET + Long.BYTES;
    static final int LENGTH = DURABLE + Long.BYTES;
    static final int RECORDS = LENGTH + Integer.BYTES;
    static final int CHAIN = RECORDS + Integer.BYTES;
    static final int KIND = CHAIN + Integer.BYTES;
    static final int BYTES = KIND + Integer.BYTES;

    /** The letters CDBG. */
    static final int MAGIC_VALUE = 0x47424443;

    /** Groups begin at multiples of this, so that a search for heads has few places to look at. */
    static final int ALIGNMENT_BYTES = 8;

    private GroupLayout() {}

    /** The length rounded up to where the next group begins. */
    static long aligned(long bytes) {
        return (bytes + ALIGNMENT_BYTES - 1) & -ALIGNMENT_BYTES;
    }
}

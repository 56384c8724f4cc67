package io.contextdb.log;

/** Where the fields of a record lie; {@link GroupEncoder} says what they mean. */
final class RecordLayout {
    static final int LENGTH = 0;
    static final int CHECKSUM = LENGTH + Integer.BYTES;
    static final int TYPE = CHECKSUM + Integer.BYTES;
    static final int FLAGS = TYPE + Byte.BYTES;
    static final int TERM = FLAGS + Byte.BYTES;
    static final int INDEX = TERM + Long.BYTES;
    static final int PAYLOAD = INDEX + Long.BYTES;

    /** The payload is compressed. */
    static final byte COMPRESSED = 1;

    private RecordLayout() {}
}

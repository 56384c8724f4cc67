package io.contextdb.memory;

/** The first byte of an encoded value, which tells its type; {@link ValueCodec} explains what follows each. */
public final class ValueTag {
    public static final int FALSE = 1;
    public static final int TRUE = 2;
    public static final int INTEGER = 3;
    public static final int FLOAT = 4;
    public static final int STRING = 5;
    public static final int BYTES = 6;
    public static final int LIST = 7;
    public static final int MAP = 8;
    public static final int POINT = 9;
    public static final int DATE = 10;
    public static final int TIME = 11;
    public static final int LOCAL_TIME = 12;
    public static final int DATE_TIME = 13;
    public static final int LOCAL_DATE_TIME = 14;
    public static final int DURATION = 15;
    public static final int VECTOR = 16;

    private ValueTag() {}
}

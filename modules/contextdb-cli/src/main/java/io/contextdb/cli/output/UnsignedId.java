package io.contextdb.cli.output;

import java.math.BigInteger;

/** An id on its way out: an unsigned 64-bit number, which a {@code Long} would print with a sign. */
public final class UnsignedId extends Number {
    private static final long serialVersionUID = 1L;

    private final long id;

    /** The id with these bits. */
    public UnsignedId(long id) {
        this.id = id;
    }

    /** The number without a sign. */
    public BigInteger toBigInteger() {
        return new BigInteger(toString());
    }

    @Override
    public int intValue() {
        return (int) id;
    }

    @Override
    public long longValue() {
        return id;
    }

    @Override
    public float floatValue() {
        return toBigInteger().floatValue();
    }

    @Override
    public double doubleValue() {
        return toBigInteger().doubleValue();
    }

    @Override
    public String toString() {
        return Long.toUnsignedString(id);
    }
}

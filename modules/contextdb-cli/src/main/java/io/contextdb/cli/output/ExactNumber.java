package io.contextdb.cli.output;

/** A float that belongs to the data and is printed whole, where figures of our own are rounded. */
final class ExactNumber extends Number {
    private static final long serialVersionUID = 1L;

    private final double value;

    ExactNumber(double value) {
        this.value = value;
    }

    @Override
    public int intValue() {
        return (int) value;
    }

    @Override
    public long longValue() {
        return (long) value;
    }

    @Override
    public float floatValue() {
        return (float) value;
    }

    @Override
    public double doubleValue() {
        return value;
    }

    @Override
    public String toString() {
        return Double.toString(value);
    }
}

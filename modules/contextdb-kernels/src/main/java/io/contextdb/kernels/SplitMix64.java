package io.contextdb.kernels;

/**
 * The hash that stands for chance where indexes are built (Steele, Lea and Flood, "Fast splittable pseudorandom number
 * generators", 2014): a pure function of the number, so what is drawn depends neither on the order of drawing nor on
 * threads.
 */
public final class SplitMix64 {
    private SplitMix64() {}

    /** The hash of a number. */
    public static long mix(long number) {
        long z = (number + 1) * 0x9E3779B97F4A7C15L;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}

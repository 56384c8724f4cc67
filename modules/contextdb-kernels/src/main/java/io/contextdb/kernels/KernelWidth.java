package io.contextdb.kernels;

/** The vector widths kernels exist for. Results have the same bits at each. */
public enum KernelWidth {
    /** AVX-512. */
    BITS_512("512", new Dot512(), new SquaredDistance512()),
    /** AVX2, SVE of 256 bits. */
    BITS_256("256", new Dot256(), new SquaredDistance256()),
    /** NEON, SSE. */
    BITS_128("128", new Dot128(), new SquaredDistance128()),
    /** No vectors. */
    SCALAR("scalar", new ScalarDot(), new ScalarSquaredDistance());

    private final String label;
    private final Kernel dot;
    private final Kernel squaredDistance;

    KernelWidth(String label, Kernel dot, Kernel squaredDistance) {
        this.label = label;
        this.dot = dot;
        this.squaredDistance = squaredDistance;
    }

    /** The width this process uses: the processor's, unless {@code -Dcontextdb.kernels} forces another. */
    public static KernelWidth chosen() {
        return KernelPicker.CHOSEN;
    }

    /** Its value of {@code -Dcontextdb.kernels}: {@code 512}, {@code 256}, {@code 128} or {@code scalar}. */
    public String label() {
        return label;
    }

    Kernel dot() {
        return dot;
    }

    Kernel squaredDistance() {
        return squaredDistance;
    }
}

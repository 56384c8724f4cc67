package io.contextdb.kernels;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import jdk.incubator.vector.FloatVector;
import org.jspecify.annotations.Nullable;

/** Chooses the kernels of this process, once, and logs why. */
final class KernelPicker {
    static final String PROPERTY = "contextdb.kernels";

    private static final String BOUNDS_CHECK_PROPERTY = "jdk.incubator.vector.VECTOR_ACCESS_OOB_CHECK";

    static final KernelWidth CHOSEN = choose();

    private KernelPicker() {}

    private static KernelWidth choose() {
        String forced = System.getProperty(PROPERTY);
        int preferredBits = FloatVector.SPECIES_PREFERRED.vectorBitSize();
        KernelWidth width = choose(forced, preferredBits);
        Logger logger = System.getLogger("io.contextdb.kernels");
        logger.log(
                Level.DEBUG,
                "kernels: {0}, {1}; the JVM prefers vectors of {2} bits; bounds checks {3}",
                width.label(),
                forced == null ? "by the processor" : "forced by -D" + PROPERTY,
                preferredBits,
                "0".equals(System.getProperty(BOUNDS_CHECK_PROPERTY))
                        ? "off"
                        : "on (-D" + BOUNDS_CHECK_PROPERTY + "=0 doubles the speed)");
        return width;
    }

    /** The forced width, or the widest one the processor has registers for. */
    static KernelWidth choose(@Nullable String forced, int preferredBits) {
        if (forced == null) {
            return preferredBits >= 512
                    ? KernelWidth.BITS_512
                    : preferredBits >= 256
                            ? KernelWidth.BITS_256
                            : preferredBits >= 128 ? KernelWidth.BITS_128 : KernelWidth.SCALAR;
        }
        for (KernelWidth width : KernelWidth.values()) {
            if (width.label().equals(forced)) {
                return width;
            }
        }
        throw new ContextDbException(
                ErrorCode.INVALID_CONFIGURATION,
                "-D" + PROPERTY + "=" + forced + "; it must be 512, 256, 128 or scalar");
    }
}

package io.contextdb.memory.fault;

import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What is told of each allocation of native memory before it is made, in the whole process, and lets it fail by
 * throwing. Nobody but tests sets it.
 */
public final class AllocationHook {
    private static volatile @Nullable LongConsumer hook;

    private AllocationHook() {}

    /** Tells a hook from now on, in the place of the one before. */
    public static void set(LongConsumer told) {
        hook = told;
    }

    /** Tells nobody any more. */
    public static void clear() {
        hook = null;
    }

    /** Some bytes are about to be taken. */
    public static void allocating(long bytes) {
        LongConsumer told = hook;
        if (told != null) {
            told.accept(bytes);
        }
    }
}

package io.contextdb.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.contextdb.memory.NativeMemory;
import java.lang.foreign.Arena;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every kernel returns the bits of its scalar twin: at every width, interpreted and compiled, for one row and for four.
 */
class KernelTest {
    private static final long SEED = Long.getLong("contextdb.seed", 20260101L);

    /** Enough calls for the compilers to have replaced the interpreter, and once more what they replaced. */
    private static final int CALLS = 30_000;

    private static final int ROWS = 5;

    @ParameterizedTest
    @EnumSource(KernelWidth.class)
    void returnTheBitsOfTheScalarTwinBeforeAndAfterCompilation(KernelWidth width) {
        Random random = new Random(SEED);
        System.out.println("-Dcontextdb.seed=" + SEED);
        try (Arena arena = Arena.ofConfined()) {
            for (int dimension : new int[] {16, 48, 128, 784}) {
                long[] rows = rows(arena, random, dimension, 1);
                float[] dot = expected(KernelWidth.SCALAR.dot(), rows, dimension);
                float[] distance = expected(KernelWidth.SCALAR.squaredDistance(), rows, dimension);
                for (int call = 0; call < CALLS * 16 / dimension; call++) {
                    assertBits(dot, width.dot(), rows, dimension);
                    assertBits(distance, width.squaredDistance(), rows, dimension);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(KernelWidth.class)
    void agreeOnExtremeComponents(KernelWidth width) {
        Random random = new Random(SEED);
        float[] extremes = {
            0f, -0f, Float.MIN_VALUE, -Float.MIN_VALUE, Float.MIN_NORMAL, 1e-20f, 1, -1, 1e20f, -1e20f, Float.MAX_VALUE
        };
        try (Arena arena = Arena.ofConfined()) {
            for (int trial = 0; trial < 200; trial++) {
                int dimension = 16 * (1 + random.nextInt(8));
                long[] rows = rows(arena, random, dimension, 0);
                for (long row : rows) {
                    for (int i = 0; i < dimension; i++) {
                        NativeMemory.putFloat(row + 4L * i, extremes[random.nextInt(extremes.length)]);
                    }
                }
                assertBits(expected(KernelWidth.SCALAR.dot(), rows, dimension), width.dot(), rows, dimension);
                assertBits(
                        expected(KernelWidth.SCALAR.squaredDistance(), rows, dimension),
                        width.squaredDistance(),
                        rows,
                        dimension);
            }
        }
    }

    @Test
    void addLanesByHalves() {
        // 2^24 swallows a single 1, but not two that met before: so the sum tells in which order the lanes were added.
        float[] lanes = new float[16];
        lanes[0] = 1 << 24;
        lanes[1] = 1;
        lanes[9] = 1;
        try (Arena arena = Arena.ofConfined()) {
            long row = NativeMemory.allocate(arena, 64);
            long ones = NativeMemory.allocate(arena, 64);
            for (int i = 0; i < 16; i++) {
                NativeMemory.putFloat(row + 4L * i, lanes[i]);
                NativeMemory.putFloat(ones + 4L * i, 1);
            }
            for (KernelWidth width : KernelWidth.values()) {
                assertEquals((1 << 24) + 2f, width.dot().one(ones, row, 16), width.label());
            }
        }
    }

    @Test
    void scoreKnownVectors() {
        try (Arena arena = Arena.ofConfined()) {
            long left = NativeMemory.allocate(arena, 128);
            long right = NativeMemory.allocate(arena, 128);
            for (int i = 0; i < 20; i++) {
                NativeMemory.putFloat(left + 4L * i, i);
                NativeMemory.putFloat(right + 4L * i, 2);
            }
            assertEquals(380f, KernelWidth.SCALAR.dot().one(left, right, 32));
            assertEquals(1790f, KernelWidth.SCALAR.squaredDistance().one(left, right, 32));
        }
    }

    private static long[] rows(Arena arena, Random random, int dimension, float scale) {
        return Stream.generate(() -> NativeMemory.allocate(arena, 4L * dimension))
                .limit(ROWS)
                .mapToLong(row -> {
                    for (int i = 0; i < dimension; i++) {
                        NativeMemory.putFloat(row + 4L * i, scale * (float) random.nextGaussian());
                    }
                    return row;
                })
                .toArray();
    }

    private static float[] expected(Kernel kernel, long[] rows, int dimension) {
        float[] sums = new float[ROWS - 1];
        for (int i = 1; i < ROWS; i++) {
            sums[i - 1] = kernel.one(rows[0], rows[i], dimension);
        }
        return sums;
    }

    private static void assertBits(float[] expected, Kernel kernel, long[] rows, int dimension) {
        float[] sums = new float[6];
        kernel.four(rows[0], rows[1], rows[2], rows[3], rows[4], dimension, sums, 1);
        for (int i = 0; i < 4; i++) {
            int bits = Float.floatToIntBits(expected[i]);
            assertEquals(bits, Float.floatToIntBits(sums[i + 1]), () -> "four rows, dimension " + dimension);
            int one = Float.floatToIntBits(kernel.one(rows[0], rows[i + 1], dimension));
            assertEquals(bits, one, () -> "one row, dimension " + dimension);
        }
    }
}

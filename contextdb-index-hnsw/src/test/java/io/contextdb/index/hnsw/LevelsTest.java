package io.contextdb.index.hnsw;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.contextdb.kernels.SplitMix64;
import org.junit.jupiter.api.Test;

class LevelsTest {
    @Test
    void giveOneRowInMEachFurtherLevel() {
        for (int m : new int[] {2, 3, 16, 256}) {
            Levels levels = new Levels(m);
            int[] atLeast = new int[Levels.LEVEL_MAX + 1];
            int rows = 1 << 20;
            for (int row = 0; row < rows; row++) {
                for (int level = levels.of(row); level >= 0; level--) {
                    atLeast[level]++;
                }
            }
            double expected = rows;
            for (int level = 0; expected > 100; level++) {
                assertEquals(expected, atLeast[level], 5 * Math.sqrt(expected), "m " + m + ", level " + level);
                expected /= m;
            }
        }
    }

    @Test
    void neverChange() {
        // Files depend on these: another value is another format.
        Levels levels = new Levels(16);
        StringBuilder first = new StringBuilder();
        for (int row = 0; row < 64; row++) {
            first.append(levels.of(row));
        }
        assertEquals("0010000000000000000000000000000011000000001000000000010000000000", first.toString());
        assertEquals(0xE220A8397B1DCDAFL, SplitMix64.mix(0));
    }
}

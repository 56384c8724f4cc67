package io.contextdb.storage.mmap.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.testkit.Seeds;
import java.lang.foreign.Arena;
import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RenumberingTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 50, 100})
    void keptRowsCloseUpInTheirOrder(int percentKept) {
        Random random = Seeds.random("keptRowsCloseUpInTheirOrder");
        int limit = 1000;
        BitSet kept = new BitSet();
        for (int row = 0; row < limit; row++) {
            kept.set(row, random.nextInt(100) < percentKept);
        }
        try (Arena arena = Arena.ofConfined()) {
            Renumbering renumbering = Renumbering.of(limit, kept::get, arena);
            assertEquals(kept.cardinality(), renumbering.limit());
            assertFalse(renumbering.identity());
            int next = 0;
            for (int old = 0; old < limit; old++) {
                if (kept.get(old)) {
                    assertEquals(next, renumbering.toNew(old));
                    assertEquals(old, renumbering.toOld(next++));
                } else {
                    assertEquals(-1, renumbering.toNew(old));
                }
            }
        }
        Renumbering none = Renumbering.none(limit);
        assertTrue(none.identity());
        assertEquals(limit, none.limit());
        assertEquals(7, none.toNew(7));
        assertEquals(7, none.toOld(7));
    }
}

package io.contextdb.engine.hybrid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class HybridPlanTest {
    private static final HybridPlan PLAN = new HybridPlan(70);

    @Test
    void theBorderIsWhereBothCostTheSame() {
        int border = 0;
        while (PLAN.scan(border + 1, 1_000_000, 64)) {
            border++;
        }
        assertEquals(border, 70.0 * 64 * 1_000_000 / border, 2);
    }

    @Test
    void aWiderSearchAndMoreRowsSpeakForComparing() {
        assertFalse(PLAN.scan(20_000, 20_000, 64));
        assertTrue(PLAN.scan(20_000, 20_000, 400));
        assertTrue(PLAN.scan(20_000, 1_000_000, 64));
    }

    @Test
    void theGreatestDatabaseDoesNotOverflow() {
        assertTrue(PLAN.scan(1_000_000, Integer.MAX_VALUE, 64));
        assertFalse(PLAN.scan(Integer.MAX_VALUE, Integer.MAX_VALUE, 64));
    }
}

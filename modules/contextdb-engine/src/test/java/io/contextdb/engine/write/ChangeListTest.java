package io.contextdb.engine.write;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.contextdb.testkit.Seeds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ChangeListTest {
    @Test
    void behavesAsAMapInTheOrderOfFirstTouch() {
        Random random = Seeds.random("behavesAsAMapInTheOrderOfFirstTouch");
        for (int round = 0; round < 200; round++) {
            ChangeList<EdgeChange> changes = new ChangeList<>();
            Map<Long, EdgeChange> model = new LinkedHashMap<>();
            boolean ascending = random.nextBoolean();
            for (int step = 0; step < 50; step++) {
                // Some lie above 2^63 as unsigned numbers.
                long id = ascending ? step : random.nextInt(30) - 15;
                EdgeChange change = new EdgeChange.Delete(id, random.nextBoolean());
                assertEquals(model.put(id, change), changes.put(change));
                if (random.nextInt(10) == 0) {
                    int left = random.nextInt(model.size() + 1);
                    changes.truncate(left);
                    model.keySet().retainAll(List.copyOf(model.keySet()).subList(0, left));
                }
                check(model, changes, random.nextInt(40) - 20);
            }
        }
    }

    private static void check(Map<Long, EdgeChange> model, ChangeList<EdgeChange> changes, long asked) {
        List<Long> order = new ArrayList<>(model.keySet());
        assertEquals(List.copyOf(model.values()), changes.list());
        assertEquals(model.size(), changes.size());
        assertEquals(order.indexOf(asked), changes.place(asked));
        assertEquals(model.get(asked), changes.get(asked));
    }

    @Test
    void anEmptyOneKnowsNoId() {
        ChangeList<EdgeChange> changes = new ChangeList<>();
        assertNull(changes.get(0));
        changes.put(new EdgeChange.Void(0));
        assertEquals(0, changes.place(0));
        changes.truncate(0);
        assertNull(changes.get(0));
    }
}

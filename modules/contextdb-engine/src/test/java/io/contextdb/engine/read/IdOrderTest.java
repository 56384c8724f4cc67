package io.contextdb.engine.read;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.contextdb.testkit.Seeds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class IdOrderTest {
    private static final int WINDOW_IDS = 4;

    private final List<Long> ids = new ArrayList<>();
    private final Set<Integer> dead = new TreeSet<>();
    private int walks;

    private List<Long> visited(int countMax) {
        Map<Long, Integer> ordinals = new HashMap<>();
        for (int row = 0; row < ids.size(); row++) {
            if (!dead.contains(row)) {
                ordinals.put(ids.get(row), row);
            }
        }
        IdOrder order = new IdOrder(
                ids.size(),
                row -> {
                    walks += row == 0 ? 1 : 0;
                    return !dead.contains(row);
                },
                ids::get,
                id -> ordinals.getOrDefault(id, -1),
                WINDOW_IDS);
        List<Long> visited = new ArrayList<>();
        order.forEach(row -> {
            visited.add(ids.get(row));
            return visited.size() < countMax;
        });
        return visited;
    }

    @Test
    void anyOrderOfAnyIdsComesOutSorted() {
        Random random = Seeds.random("anyOrderOfAnyIdsComesOutSorted");
        for (int round = 0; round < 500; round++) {
            ids.clear();
            dead.clear();
            Set<Long> expected = new TreeSet<>(Long::compareUnsigned);
            int count = random.nextInt(40);
            while (ids.size() < count) {
                long id = random.nextInt(4) == 0 ? random.nextLong() : random.nextInt(-30, 30);
                if (expected.add(id)) {
                    ids.add(id);
                }
            }
            for (int row = 0; row < count; row++) {
                if (random.nextInt(5) == 0) {
                    dead.add(row);
                    expected.remove(ids.get(row));
                }
            }
            if (random.nextBoolean() && dead.isEmpty()) {
                ids.sort(Long::compareUnsigned);
            }
            int countMax = 1 + random.nextInt(50);
            assertEquals(expected.stream().limit(countMax).toList(), visited(countMax));
        }
    }

    @Test
    void theGreatestAndLeastIdsAreNoSpecialCases() {
        ids.addAll(List.of(-1L, Long.MIN_VALUE, Long.MAX_VALUE, 0L, 1L, -2L, 2L, 3L, 4L));
        assertEquals(List.of(0L, 1L, 2L, 3L, 4L, Long.MAX_VALUE, Long.MIN_VALUE, -2L, -1L), visited(100));
    }

    @Test
    void idsThatAscendAreReadTwiceHoweverManyThereAre() {
        for (long id = 0; id < 100L * WINDOW_IDS; id++) {
            ids.add(id);
        }
        assertEquals(ids, visited(1000));
        assertEquals(2, walks);
    }
}

package io.contextdb.storage.mmap.delta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.memory.NativeMemory;
import io.contextdb.testkit.Seeds;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tables of the delta against collections of the library. */
class DeltaTablesTest {
    private static final int OPERATIONS = 20_000;

    @Test
    void aMapRemembersTheLastValueOfEveryKey() {
        Random random = Seeds.random("aMapRemembersTheLastValueOfEveryKey");
        try (Arena arena = Arena.ofConfined()) {
            LongIntMap map = new LongIntMap(new DeltaMemory(arena));
            Map<Long, Integer> model = new HashMap<>();
            for (int i = 0; i < OPERATIONS; i++) {
                // 0 and -1 are keys like any other; small ones come again.
                long key = random.nextBoolean() ? random.nextInt(5000) - 1 : random.nextLong();
                int value = random.nextInt(Integer.MAX_VALUE - 1);
                assertEquals(model.getOrDefault(key, -1), map.get(key));
                model.put(key, value);
                map.put(key, value);
            }
            model.forEach((key, value) -> assertEquals(value, map.get(key)));
        }
    }

    /** Ids that follow each other are not listed; the first that does not turns the index into a map. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 500, OPERATIONS})
    void anIndexFindsTheNewestOrdinalOfAnId(int dense) {
        Random random = Seeds.random("anIndexFindsTheNewestOrdinalOfAnId");
        try (Arena arena = Arena.ofConfined()) {
            int first = 1000;
            IdIndex index = new IdIndex(new DeltaMemory(arena), first);
            Map<Long, Integer> model = new HashMap<>();
            // Dense across the end of the signed numbers.
            long start = Long.MAX_VALUE - 100;
            for (int i = 0; i < OPERATIONS; i++) {
                long id = i < dense ? start + i : start + random.nextInt(OPERATIONS);
                Integer earlier = model.put(id, first + i);
                assertEquals(earlier == null ? -1 : earlier, index.newest(id));
                index.add(id, first + i);
                long asked = start + random.nextInt(2 * OPERATIONS) - 10;
                assertEquals(model.getOrDefault(asked, -1), index.get(asked, first + i + 1));
            }
        }
    }

    /** A node goes and comes again under its id, over and over; a view of before still has the first one. */
    @Test
    void anOlderViewFindsItsNodeWhileItsIdIsTakenAgain() throws Exception {
        try (Arena arena = Arena.ofShared();
                ExecutorService threads = Executors.newSingleThreadExecutor()) {
            DeltaNodes nodes = new DeltaNodes(new DeltaMemory(arena), 0);
            nodes.create(0, 7);
            nodes.create(1, 3);
            AtomicBoolean ended = new AtomicBoolean();
            Future<?> reader = threads.submit(() -> {
                while (!ended.get()) {
                    assertEquals(0, nodes.find(7, 2, 1));
                    assertEquals(1, nodes.find(3, 2, 1));
                }
            });
            for (int node = 2; node < 20 * OPERATIONS && !reader.isDone(); node++) {
                nodes.create(node, node % 2 == 0 ? 7 : 3);
            }
            ended.set(true);
            reader.get();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8, 88})
    void recordsNeverMoveAndBeginAsZeros(int recordBytes) {
        try (Arena arena = Arena.ofConfined()) {
            RecordTable table = new RecordTable(new DeltaMemory(arena), recordBytes, 2, 6);
            List<Long> addresses = new ArrayList<>();
            for (int i = 0; i < 1000; i++) {
                long address = table.add();
                for (int at = 0; at < recordBytes; at++) {
                    assertEquals(0, NativeMemory.getByte(address + at));
                    NativeMemory.putByte(address + at, (byte) (i + 1));
                }
                addresses.add(address);
                assertEquals(i + 1, table.size());
            }
            for (int i = 0; i < 1000; i++) {
                assertEquals(addresses.get(i), table.address(i));
                for (int at = 0; at < recordBytes; at++) {
                    assertEquals((byte) (i + 1), NativeMemory.getByte(table.address(i) + at), "not another's");
                }
            }
        }
    }

    @Test
    void touchedRowsAreNumberedAsTheyCome() {
        Random random = Seeds.random("touchedRowsAreNumberedAsTheyCome");
        int rows = 1000;
        try (Arena arena = Arena.ofConfined()) {
            TouchedTable table = new TouchedTable(new DeltaMemory(arena), rows);
            Map<Integer, Integer> model = new HashMap<>();
            for (int i = 0; i < 3 * rows; i++) {
                int row = random.nextInt(rows);
                assertEquals(model.getOrDefault(row, -1), table.get(row));
                if (!model.containsKey(row)) {
                    model.put(row, table.add(row));
                    assertEquals(model.size() - 1, model.get(row));
                }
            }
            assertEquals(-1, new TouchedTable(new DeltaMemory(arena), rows).get(0));
        }
    }

    @Test
    void publishedCountsStay() {
        Random random = Seeds.random("publishedCountsStay");
        Counts counts = new Counts(List.of(5L, 6L));
        Map<Integer, Long> model = new HashMap<>(Map.of(0, 5L, 1, 6L));
        List<Counts.Published> published = new ArrayList<>();
        List<Map<Integer, Long>> states = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            int token = random.nextInt(1 + random.nextInt(1000));
            long change = random.nextInt(20) - 5L;
            counts.add(token, change);
            model.merge(token, change, Long::sum);
            if (random.nextInt(10) == 0) {
                published.add(counts.publish());
                states.add(new HashMap<>(model));
                assertTrue(counts.publish() == published.getLast(), "nothing changed in between");
            }
        }
        for (int i = 0; i < states.size(); i++) {
            for (int token = 0; token < 1100; token++) {
                assertEquals(
                        states.get(i).getOrDefault(token, 0L), published.get(i).get(token));
            }
        }
    }

    @Test
    void memoryIsZeroedAlignedAndCounted() {
        Random random = Seeds.random("memoryIsZeroedAlignedAndCounted");
        try (Arena arena = Arena.ofConfined()) {
            DeltaMemory memory = new DeltaMemory(arena);
            long taken = 0;
            for (int i = 0; i < 3000; i++) {
                int bytes = 1 + random.nextInt(random.nextInt(40) == 0 ? 50_000 : 200);
                int alignment = 8 << random.nextInt(4);
                long address = memory.allocate(bytes, alignment);
                assertEquals(0, address % alignment);
                for (int at = 0; at < bytes; at += 7) {
                    assertEquals(0, NativeMemory.getByte(address + at));
                }
                NativeMemory.fill(address, bytes, (byte) 0xff);
                taken += bytes;
            }
            assertTrue(memory.bytes() >= taken && memory.bytes() < 2 * taken + (2 << 20), () -> "" + memory.bytes());
        }
    }
}

package io.contextdb.testkit.objectstore;

import static io.contextdb.testkit.Failures.assertCode;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.spi.ObjectStore;
import io.contextdb.api.spi.ObjectStore.ObjectInfo;
import io.contextdb.testkit.Seeds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an object store answers, alone and with many writers. */
public abstract class ObjectStoreContract {
    private static final int WRITERS = 4;
    private static final int LARGE_BYTES = 5_000_001;

    /** Set by JUnit before each test. */
    @TempDir
    protected Path directory = Path.of("");

    /** For the provider's test class. */
    protected ObjectStoreContract() {}

    /** Opens a store, empty at first and the same one whenever it is called within a test. */
    protected abstract ObjectStore openStore();

    /**
     * Whether keys are in the order of their UTF-8 bytes also beyond the basic plane; servers for tests may order by
     * UTF-16.
     */
    protected boolean ordersAllCharacters() {
        return true;
    }

    @Test
    public void whatWasPutIsThere() {
        try (ObjectStore store = openStore()) {
            put(store, "nodes/node-000001.cdb", "0123456789");
            ObjectInfo object = store.head("nodes/node-000001.cdb").orElseThrow();
            assertEquals("nodes/node-000001.cdb", object.key());
            assertEquals(10, object.bytes());
            // Stores have clocks of their own and may cut times to seconds.
            Duration age = Duration.between(object.modified(), Instant.now());
            assertTrue(age.abs().compareTo(Duration.ofMinutes(1)) < 0, age::toString);
            store.list("nodes/", listed -> {
                assertEquals(object, listed);
                return true;
            });
            assertEquals("0123456789", get(store, "nodes/node-000001.cdb", 0, 10));
            assertEquals("345", get(store, "nodes/node-000001.cdb", 3, 3));
            assertEquals("", get(store, "nodes/node-000001.cdb", 10, 0));
        }
        try (ObjectStore store = openStore()) {
            assertEquals("9", get(store, "nodes/node-000001.cdb", 9, 1));
        }
    }

    @Test
    public void anObjectMayBeEmptyOrLarge() {
        byte[] large = new byte[LARGE_BYTES];
        Seeds.random("anObjectMayBeEmptyOrLarge").nextBytes(large);
        try (ObjectStore store = openStore()) {
            store.put("empty", file(new byte[0]));
            assertEquals(0, store.head("empty").orElseThrow().bytes());
            AtomicLong sent = new AtomicLong();
            store.put("put", file(large), sent::addAndGet);
            assertEquals(LARGE_BYTES, sent.get());
            putIfAbsent(store, "put-if-absent", large);
            for (String key : List.of("put", "put-if-absent")) {
                assertEquals(LARGE_BYTES, store.head(key).orElseThrow().bytes());
                assertArrayEquals(large, getBytes(store, key, 0, LARGE_BYTES));
            }
        }
    }

    /** As a restore reads: ranges that overlap nowhere and meet everywhere, several at a time. */
    @Test
    public void rangesAreReadAtTheSameTime() throws Exception {
        byte[] large = new byte[LARGE_BYTES];
        Seeds.random("rangesAreReadAtTheSameTime").nextBytes(large);
        int rangeBytes = 1 << 20;
        byte[] read = new byte[LARGE_BYTES];
        try (ObjectStore store = openStore();
                ExecutorService threads = Executors.newFixedThreadPool(WRITERS)) {
            store.put("object", file(large));
            List<Future<?>> ranges = new ArrayList<>();
            for (int offset = 0; offset < LARGE_BYTES; offset += rangeBytes) {
                int from = offset;
                int length = Math.min(rangeBytes, LARGE_BYTES - from);
                ranges.add(threads.submit(
                        () -> System.arraycopy(getBytes(store, "object", from, length), 0, read, from, length)));
            }
            for (Future<?> range : ranges) {
                range.get();
            }
        }
        assertArrayEquals(large, read);
    }

    @Test
    public void putReplaces() {
        try (ObjectStore store = openStore()) {
            put(store, "HEAD", "a longer content");
            put(store, "HEAD", "short");
            assertEquals(5, store.head("HEAD").orElseThrow().bytes());
            assertEquals("short", get(store, "HEAD", 0, 5));
        }
    }

    @Test
    public void putIfAbsentDoesNotReplace() {
        try (ObjectStore store = openStore()) {
            putIfAbsent(store, "metadata/snapshot-1.json", bytes("first"));
            assertCode(ErrorCode.ALREADY_EXISTS, () -> putIfAbsent(store, "metadata/snapshot-1.json", bytes("second")));
            assertEquals("first", get(store, "metadata/snapshot-1.json", 0, 5));
            store.delete(List.of("metadata/snapshot-1.json"));
            putIfAbsent(store, "metadata/snapshot-1.json", bytes("third"));
            assertEquals("third", get(store, "metadata/snapshot-1.json", 0, 5));
        }
    }

    @Test
    public void ofManyWritersOneWins() throws Exception {
        CyclicBarrier start = new CyclicBarrier(WRITERS);
        try (ObjectStore store = openStore();
                ExecutorService threads = Executors.newFixedThreadPool(WRITERS)) {
            for (int round = 0; round < 20; round++) {
                String key = "metadata/snapshot-" + round + ".json";
                List<Future<Boolean>> writers = new ArrayList<>();
                for (int i = 0; i < WRITERS; i++) {
                    byte[] content = bytes(("writer" + i).repeat(1000));
                    writers.add(threads.submit(() -> {
                        start.await();
                        try {
                            putIfAbsent(store, key, content);
                            return true;
                        } catch (ContextDbException e) {
                            assertEquals(ErrorCode.ALREADY_EXISTS, e.code(), e::getMessage);
                            return false;
                        }
                    }));
                }
                List<Integer> winners = new ArrayList<>();
                for (int i = 0; i < WRITERS; i++) {
                    if (writers.get(i).get()) {
                        winners.add(i);
                    }
                }
                assertEquals(1, winners.size(), winners::toString);
                assertEquals(("writer" + winners.getFirst()).repeat(1000), get(store, key, 0, 7000));
            }
        }
    }

    @Test
    public void readersSeeWholeObjectsWhileTheyAreReplaced() throws Exception {
        int length = 200_000;
        Path first = file("a".repeat(length).getBytes(StandardCharsets.US_ASCII));
        Path second = file("b".repeat(length).getBytes(StandardCharsets.US_ASCII));
        AtomicBoolean ended = new AtomicBoolean();
        try (ObjectStore store = openStore();
                ExecutorService threads = Executors.newSingleThreadExecutor()) {
            store.put("object", first);
            Future<Integer> reader = threads.submit(() -> {
                int reads = 0;
                do {
                    String content = get(store, "object", 0, length);
                    String whole = content.substring(0, 1).repeat(length);
                    assertEquals(whole, content);
                    reads++;
                } while (!ended.get());
                return reads;
            });
            for (int i = 0; i < 20; i++) {
                store.put("object", i % 2 == 0 ? second : first);
            }
            ended.set(true);
            assertTrue(reader.get() > 0);
        }
    }

    @Test
    public void missingObjectsAndBytesAreErrors() {
        try (ObjectStore store = openStore()) {
            assertEquals(Optional.empty(), store.head("nothing"));
            assertCode(ErrorCode.FILE_NOT_FOUND, () -> get(store, "nothing", 0, 1));
            put(store, "deep/below/object", "0123456789");
            assertEquals(Optional.empty(), store.head("deep/below"));
            assertCode(ErrorCode.FILE_NOT_FOUND, () -> get(store, "deep/below", 0, 1));
            assertCode(ErrorCode.INVALID_ARGUMENT, () -> get(store, "deep/below/object", 8, 3));
            assertCode(ErrorCode.INVALID_ARGUMENT, () -> get(store, "deep/below/object", 11, 1));
            assertCode(ErrorCode.INVALID_ARGUMENT, () -> get(store, "deep/below/object", -1, 1));
            assertCode(ErrorCode.FILE_NOT_FOUND, () -> store.put("object", directory.resolve("no-such-file")));
            assertEquals(List.of("deep/below/object"), list(store, ""));
        }
    }

    /**
     * Names that a walk through directories would sort otherwise than the keys: {@code -} and {@code .} come before the
     * slash.
     */
    @Test
    public void listsAreInTheOrderOfKeys() {
        List<String> keys = List.of(
                "a-b/1",
                "a.b",
                "a/b",
                "a/b.c/d",
                "a/c",
                "ab",
                "b",
                "nodes/node-000010.cdb",
                "nodes/node-000009.cdb",
                "z/\u00e4",
                ordersAllCharacters() ? "z/\uffee" : "z/\u20ac",
                "z/\ud83d\ude00");
        try (ObjectStore store = openStore()) {
            assertEquals(List.of(), list(store, ""));
            List<String> shuffled = new ArrayList<>(keys);
            Collections.shuffle(shuffled, Seeds.random("listsAreInTheOrderOfKeys"));
            shuffled.forEach(key -> put(store, key, key));
            List<String> sorted = new ArrayList<>(keys);
            Collections.swap(sorted, 7, 8);
            assertEquals(sorted, list(store, ""));
            assertEquals(List.of("a-b/1", "a.b", "a/b", "a/b.c/d", "a/c", "ab"), list(store, "a"));
            assertEquals(List.of("a/b", "a/b.c/d", "a/c"), list(store, "a/"));
            assertEquals(List.of("a/b", "a/b.c/d"), list(store, "a/b"));
            assertEquals(List.of("nodes/node-000009.cdb"), list(store, "nodes/node-00000"));
            assertEquals(List.of(), list(store, "nothing/"));
            assertEquals(List.of(), list(store, "../"));
            List<String> firstThree = new ArrayList<>();
            store.list("", object -> {
                firstThree.add(object.key());
                return firstThree.size() < 3;
            });
            assertEquals(sorted.subList(0, 3), firstThree);
        }
    }

    @Test
    public void deletedObjectsAreGone() {
        try (ObjectStore store = openStore()) {
            put(store, "a/1", "1");
            put(store, "a/2", "2");
            put(store, "b", "3");
            store.delete(List.of("a/1", "no/such/object", "b"));
            assertEquals(List.of("a/2"), list(store, ""));
            assertEquals(Optional.empty(), store.head("b"));
            store.delete(List.of("a"));
            assertEquals("2", get(store, "a/2", 0, 1));
            store.delete(List.of());
        }
    }

    /** More than a page of a listing, and than a store deletes in one call. */
    @Test
    public void manyObjectsAreListedAndDeleted() throws Exception {
        int objects = 1_050;
        List<String> keys = new ArrayList<>();
        try (ObjectStore store = openStore();
                ExecutorService threads = Executors.newFixedThreadPool(WRITERS)) {
            Path file = file(bytes("content"));
            List<Future<?>> puts = new ArrayList<>();
            for (int i = 0; i < objects; i++) {
                String key = String.format(Locale.ROOT, "deletes/del-%06d.dv", i);
                keys.add(key);
                puts.add(threads.submit(() -> store.put(key, file)));
            }
            for (Future<?> put : puts) {
                put.get();
            }
            assertEquals(keys, list(store, "deletes/"));
            store.delete(keys);
            assertEquals(List.of(), list(store, ""));
        }
    }

    @Test
    public void keysThatMayLeadElsewhereAreRefused() {
        List<String> keys = List.of(
                "",
                "/",
                "/etc/passwd",
                "a/",
                "a//b",
                ".",
                "..",
                "../a",
                "a/../../b",
                "a/./b",
                "a\\b",
                "a\u0000b",
                "a\nb",
                "\ud800",
                "x".repeat(256),
                "x/".repeat(512) + "y");
        try (ObjectStore store = openStore()) {
            Path file = file(bytes("content"));
            for (String key : keys) {
                assertCode(ErrorCode.INVALID_ARGUMENT, () -> store.put(key, file));
                assertCode(ErrorCode.INVALID_ARGUMENT, () -> putIfAbsent(store, key, bytes("content")));
                assertCode(ErrorCode.INVALID_ARGUMENT, () -> get(store, key, 0, 1));
                assertCode(ErrorCode.INVALID_ARGUMENT, () -> store.head(key));
                assertCode(ErrorCode.INVALID_ARGUMENT, () -> store.delete(List.of(key)));
            }
            assertEquals(List.of(), list(store, ""));
            put(store, "..a/b../.c", "fine");
            assertEquals(List.of("..a/b../.c"), list(store, ""));
        }
    }

    private static List<String> list(ObjectStore store, String prefix) {
        List<String> keys = new ArrayList<>();
        store.list(prefix, object -> {
            assertFalse(keys.contains(object.key()));
            return keys.add(object.key());
        });
        return keys;
    }

    private void put(ObjectStore store, String key, String content) {
        store.put(key, file(bytes(content)));
    }

    /** A new local file outside of the store. */
    private Path file(byte[] content) {
        try {
            Path path = Files.createTempFile(directory, "local", "");
            return Files.write(path, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void putIfAbsent(ObjectStore store, String key, byte[] content) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment segment = arena.allocate(Math.max(1, content.length)).asSlice(0, content.length);
            MemorySegment.copy(content, 0, segment, ValueLayout.JAVA_BYTE, 0, content.length);
            store.putIfAbsent(key, segment);
        }
    }

    private static String get(ObjectStore store, String key, long offset, int length) {
        return new String(getBytes(store, key, offset, length), StandardCharsets.UTF_8);
    }

    private static byte[] getBytes(ObjectStore store, String key, long offset, int length) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment into = arena.allocate(Math.max(1, length)).asSlice(0, length);
            store.get(key, offset, into);
            return into.toArray(ValueLayout.JAVA_BYTE);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

package io.contextdb.s3;

import static io.contextdb.testkit.Failures.assertCode;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.spi.ObjectStore;
import io.contextdb.testkit.Seeds;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a store makes of a network and a server that fail. */
@SuppressWarnings("NullAway.Init") // fields set by JUnit or before all tests
class FaultsTest {
    /** As many as the settings of {@link TestServer} allow. */
    private static final int ATTEMPTS = 4;

    private static final String KEY = "metadata/snapshot-000001.json";

    @TempDir
    static Path buckets;

    private static TestServer server;
    private static int bucketsMade;

    @TempDir
    Path directory;

    /** Reserved for a service that no machine offers; a port that was free a moment ago may be somebody's by now. */
    private static final int PORT_OF_NOBODY = 1;

    private FaultProxy proxy;
    private ObjectStore store;
    private String object;

    @BeforeAll
    static void start() throws Exception {
        server = new TestServer(buckets);
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @BeforeEach
    void open() throws Exception {
        String bucket = "bucket-" + bucketsMade++;
        server.createBucket(bucket);
        proxy = new FaultProxy(server.port());
        Map<String, String> settings = TestServer.settings(proxy.port());
        settings.put("s3_timeout_millis", "1500");
        settings.put("s3_part_bytes", "" + (5 << 20));
        store = new S3ObjectStoreProvider().open(URI.create("s3://" + bucket), settings);
        object = "/" + bucket + "/" + KEY;
    }

    @AfterEach
    void close() throws Exception {
        store.close();
        proxy.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"ERROR", "SLOW_DOWN", "SILENCE", "LOST_ANSWER"})
    void putsAreTriedAgain(Fault fault) throws Exception {
        proxy.fail("PUT " + object, fault, 2);
        store.put(KEY, Files.writeString(directory.resolve("file"), "content"));
        assertEquals("content", read(7));
        assertEquals(3, proxy.count("PUT " + object));
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"ERROR", "SLOW_DOWN", "SILENCE", "LOST_ANSWER", "TRUNCATED"})
    void getsAreTriedAgain(Fault fault) throws Exception {
        store.put(KEY, Files.writeString(directory.resolve("file"), "a longer content that can be cut off"));
        proxy.fail("GET " + object, fault, 2);
        assertEquals("a longer content that can be cut off", read(36));
    }

    /** The answer to the first is lost, the second is refused by what the first stored, and that is recognised. */
    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"ERROR", "SLOW_DOWN", "SILENCE", "LOST_ANSWER"})
    void aConditionalPutOfOursIsRecognised(Fault fault) {
        proxy.fail("PUT " + object, fault, 2);
        store.putIfAbsent(KEY, bytes("ours"));
        assertEquals("ours", read(4));
        assertEquals(3, proxy.count("PUT " + object));
    }

    @Test
    void anObjectOfAnotherIsNotTakenForOurs() {
        for (String other : List.of("of another", "mine")) {
            store.delete(List.of(KEY));
            store.putIfAbsent(KEY, bytes(other));
            proxy.fail("PUT " + object, Fault.LOST_ANSWER, 1);
            assertCode(ErrorCode.ALREADY_EXISTS, () -> store.putIfAbsent(KEY, bytes("ours")));
            assertEquals(other, read(other.length()));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"ERROR", "SLOW_DOWN", "LOST_ANSWER"})
    void attemptsEnd(Fault fault) {
        proxy.fail("", fault, Integer.MAX_VALUE);
        ContextDbException e = assertCode(ErrorCode.STORE_UNAVAILABLE, () -> store.putIfAbsent(KEY, bytes("content")));
        assertTrue(String.valueOf(e.getMessage()).contains("tried " + ATTEMPTS + " times"), e::getMessage);
        assertEquals(ATTEMPTS, proxy.count("PUT"));
        assertCode(ErrorCode.STORE_UNAVAILABLE, () -> store.list("", found -> true));
        assertCode(ErrorCode.STORE_UNAVAILABLE, () -> store.delete(List.of(KEY)));
    }

    @Test
    void expiredCredentialsAreToldAtOnce() {
        proxy.fail("", Fault.EXPIRED, Integer.MAX_VALUE);
        ContextDbException e = assertCode(ErrorCode.ACCESS_DENIED, () -> store.putIfAbsent(KEY, bytes("content")));
        assertTrue(String.valueOf(e.getMessage()).contains("ExpiredToken"), e::getMessage);
        assertEquals(1, proxy.count("PUT"));
        // The answer to this has no body that could say why.
        ContextDbException unsaid = assertCode(ErrorCode.ACCESS_DENIED, () -> store.head(KEY));
        assertTrue(String.valueOf(unsaid.getMessage()).contains("expired"), unsaid::getMessage);
        assertEquals(1, proxy.count("HEAD"));
    }

    @Test
    void aServerThatIsNotThereIsUnavailable() throws Exception {
        try (ObjectStore nowhere =
                new S3ObjectStoreProvider().open(URI.create("s3://bucket"), TestServer.settings(PORT_OF_NOBODY))) {
            ContextDbException e = assertCode(ErrorCode.STORE_UNAVAILABLE, () -> nowhere.head(KEY));
            assertTrue(String.valueOf(e.getMessage()).contains("check endpoint and network"), e::getMessage);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"ERROR", "SLOW_DOWN", "SILENCE", "LOST_ANSWER"})
    void everyRequestOfAMultipartUploadIsTriedAgain(Fault fault) throws Exception {
        byte[] content = new byte[11 << 20];
        Seeds.random("everyRequestOfAMultipartUploadIsTriedAgain").nextBytes(content);
        Path file = Files.write(directory.resolve("file"), content);
        proxy.fail("POST " + object + "?uploads", fault, 1);
        proxy.fail("PUT " + object, fault, 2);
        proxy.fail("POST " + object + "?uploadId", fault, 1);
        store.put(KEY, file);
        MemorySegment read = MemorySegment.ofArray(new byte[content.length]);
        store.get(KEY, 0, read);
        assertArrayEquals(content, read.toArray(ValueLayout.JAVA_BYTE));
    }

    @Test
    void aMultipartUploadThatFailsLeavesNothing() throws Exception {
        Path file = Files.write(directory.resolve("file"), new byte[11 << 20]);
        proxy.fail("PUT " + object, Fault.EXPIRED, Integer.MAX_VALUE);
        assertCode(ErrorCode.ACCESS_DENIED, () -> store.put(KEY, file));
        assertTrue(store.head(KEY).isEmpty());
        assertEquals(1, proxy.count("DELETE " + object + "?uploadId"));
    }

    @Test
    void anInterruptEndsTheWaiting() throws Exception {
        proxy.fail("", Fault.SLOW_DOWN, Integer.MAX_VALUE);
        Thread.currentThread().interrupt();
        try {
            assertCode(ErrorCode.CANCELLED, () -> store.putIfAbsent(KEY, bytes("content")));
        } finally {
            assertTrue(Thread.interrupted());
        }
    }

    private String read(int length) {
        MemorySegment into = MemorySegment.ofArray(new byte[length]);
        store.get(KEY, 0, into);
        return new String(into.toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
    }

    private static MemorySegment bytes(String text) {
        return MemorySegment.ofArray(text.getBytes(StandardCharsets.UTF_8));
    }
}

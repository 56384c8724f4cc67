package io.contextdb.s3;

import static io.contextdb.testkit.Failures.assertCode;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.spi.ObjectStore;
import io.contextdb.testkit.Seeds;
import io.contextdb.testkit.objectstore.ObjectStoreContract;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract against S3Proxy, each test in a bucket of its own. */
@SuppressWarnings("NullAway.Init") // fields set by JUnit or before all tests
class S3ObjectStoreTest extends ObjectStoreContract {
    private static final URI NOWHERE = URI.create("s3://no-such-bucket/prefix");

    @TempDir
    static Path buckets;

    private static TestServer server;
    private static int bucketsMade;

    private String bucket;

    @BeforeAll
    static void start() throws Exception {
        server = new TestServer(buckets);
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @BeforeEach
    void createBucket() throws Exception {
        bucket = "bucket-" + bucketsMade++;
        server.createBucket(bucket);
    }

    @Override
    protected ObjectStore openStore() {
        return open(URI.create("s3://" + bucket + "/some/prefix"), TestServer.settings(server.port()));
    }

    /** S3Proxy does not; S3 does. */
    @Override
    protected boolean ordersAllCharacters() {
        return false;
    }

    private static ObjectStore open(URI location, Map<String, String> settings) {
        return new S3ObjectStoreProvider().open(location, settings);
    }

    @Test
    void largeFilesAreSentInParts() throws Exception {
        int bytes = (12 << 20) + 345;
        byte[] content = new byte[bytes];
        Seeds.random("largeFilesAreSentInParts").nextBytes(content);
        Path file = Files.write(directory.resolve("file"), content);
        Map<String, String> settings = TestServer.settings(server.port());
        settings.put("s3_part_bytes", "" + (5 << 20));
        AtomicLong sent = new AtomicLong();
        try (ObjectStore store = open(URI.create("s3://" + bucket), settings)) {
            store.put("vectors/vec-000001.blob", file, sent::addAndGet);
            assertEquals(bytes, sent.get());
            MemorySegment read = MemorySegment.ofArray(new byte[bytes]);
            store.get("vectors/vec-000001.blob", 0, read);
            assertArrayEquals(content, read.toArray(ValueLayout.JAVA_BYTE));
        }
    }

    @Test
    void keysOfAPrefixAreNotThoseOfAnother() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "content");
        Map<String, String> settings = TestServer.settings(server.port());
        try (ObjectStore one = open(URI.create("s3://" + bucket + "/a"), settings);
                ObjectStore other = open(URI.create("s3://" + bucket + "/ab"), settings)) {
            one.put("x", file);
            assertEquals(Optional.empty(), other.head("x"));
            other.list("", object -> {
                throw new AssertionError(object.key());
            });
            assertTrue(Files.exists(buckets.resolve(bucket).resolve("a/x")));
        }
    }

    @Test
    void aMissingBucketIsNotFound() {
        try (ObjectStore store = open(NOWHERE, TestServer.settings(server.port()))) {
            assertCode(ErrorCode.FILE_NOT_FOUND, () -> store.list("", object -> true));
            assertCode(ErrorCode.FILE_NOT_FOUND, () -> store.putIfAbsent("a", MemorySegment.NULL));
        }
    }

    @Test
    void wrongCredentialsAreToldAtOnceAndNotShown() {
        Map<String, String> settings = TestServer.settings(server.port());
        settings.put("s3_secret_access_key", "wrong-" + TestServer.SECRET_ACCESS_KEY);
        try (ObjectStore store = open(URI.create("s3://" + bucket), settings)) {
            ContextDbException e = assertCode(ErrorCode.ACCESS_DENIED, () -> store.list("", object -> true));
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                assertFalse(String.valueOf(cause).contains(TestServer.SECRET_ACCESS_KEY), cause::toString);
            }
            assertFalse(store.toString().contains(TestServer.SECRET_ACCESS_KEY), store::toString);
        }
    }

    @Test
    void badLocationsAreRefused() {
        for (String uri : List.of(
                "file:///directory",
                "s3:bucket",
                "s3:///prefix",
                "s3://a",
                "s3://bucket/a/../b",
                "s3://bucket/%2e%2e/b",
                "s3://bucket/a?region=b",
                "s3://key:" + TestServer.SECRET_ACCESS_KEY + "@bucket/a")) {
            ContextDbException e = assertCode(ErrorCode.INVALID_ARGUMENT, () -> open(URI.create(uri), Map.of()));
            assertFalse(String.valueOf(e.getMessage()).contains(TestServer.SECRET_ACCESS_KEY), e::getMessage);
        }
    }

    @Test
    void badSettingsAreRefused() {
        Map<String, String> good = TestServer.settings(1);
        assertFalse(S3Settings.of(good).toString().contains(TestServer.SECRET_ACCESS_KEY));
        for (Map.Entry<String, String> bad : List.of(
                Map.entry("s3_endpoint", "http://user:secret@host"),
                Map.entry("s3_endpoint", "host:9000"),
                Map.entry("s3_path_style", "yes"),
                Map.entry("s3_part_bytes", "1024"),
                Map.entry("s3_parallel", "0"),
                Map.entry("s3_attempts", "many"),
                Map.entry("s3_secret_access_key", ""),
                Map.entry("s3_buckett", "name"),
                Map.entry("region", "eu-central-1"),
                Map.entry("", "value"))) {
            Map<String, String> settings = new HashMap<>(good);
            settings.put(bad.getKey(), bad.getValue());
            ContextDbException e =
                    assertCode(ErrorCode.INVALID_CONFIGURATION, () -> open(URI.create("s3://" + bucket), settings));
            assertTrue(String.valueOf(e.getMessage()).contains("s3_")
                    || e.getMessage().contains("endpoint"));
            assertFalse(e.getMessage().contains("user:secret"), e::getMessage);
        }
    }
}

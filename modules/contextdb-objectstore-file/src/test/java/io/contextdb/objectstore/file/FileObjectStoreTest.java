package io.contextdb.objectstore.file;

import static io.contextdb.testkit.Failures.assertCode;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.spi.ObjectStore;
import io.contextdb.memory.OsFileSystem;
import io.contextdb.testkit.file.FaultyFileSystem;
import io.contextdb.testkit.file.FileOperation;
import io.contextdb.testkit.objectstore.ObjectStoreContract;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FileObjectStoreTest extends ObjectStoreContract {
    private Path root() {
        return directory.resolve("store with a space");
    }

    @Override
    protected ObjectStore openStore() {
        return new FileObjectStoreProvider().open(root().toUri(), Map.of());
    }

    @Test
    void otherUrisAreRefused() {
        for (String uri : List.of("s3://bucket/prefix", "file://host/directory", "file:relative", "directory")) {
            assertCode(ErrorCode.INVALID_ARGUMENT, () -> new FileObjectStoreProvider().open(URI.create(uri), Map.of()));
        }
    }

    @Test
    void aKeyIsNoDirectoryOfAnother() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "content");
        try (ObjectStore store = openStore()) {
            store.put("a/b", file);
            assertCode(ErrorCode.INVALID_ARGUMENT, () -> store.put("a", file));
            assertCode(ErrorCode.INVALID_ARGUMENT, () -> store.putIfAbsent("a", MemorySegment.NULL));
            assertCode(ErrorCode.INVALID_ARGUMENT, () -> store.put("a/b/c", file));
            assertCode(ErrorCode.INVALID_ARGUMENT, () -> store.putIfAbsent("a/b/c", MemorySegment.NULL));
            assertCode(ErrorCode.INVALID_ARGUMENT, () -> store.put(".uploads/x", file));
        }
    }

    @Test
    void whatIsNoDirectoryIsNoStore() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "content");
        Path link = Files.createSymbolicLink(directory.resolve("link"), Path.of("nowhere"));
        for (Path place : List.of(file, link)) {
            try (ObjectStore store = new FileObjectStoreProvider().open(place.toUri(), Map.of())) {
                ContextDbException e = assertCode(ErrorCode.INVALID_ARGUMENT, () -> store.put("key", file));
                assertTrue(String.valueOf(e.getMessage()).contains("name a directory"), e::getMessage);
            }
        }
    }

    @Test
    void symbolicLinksLeadNowhere() throws IOException {
        Path secret = Files.createDirectory(directory.resolve("elsewhere"));
        Files.writeString(secret.resolve("secret"), "content");
        Files.createDirectory(root());
        Files.createSymbolicLink(root().resolve("link"), secret);
        Files.createSymbolicLink(root().resolve("direct"), secret.resolve("secret"));
        try (ObjectStore store = openStore()) {
            for (String key : List.of("link/secret", "direct")) {
                assertCode(ErrorCode.INVALID_ARGUMENT, () -> store.head(key));
                assertCode(ErrorCode.INVALID_ARGUMENT, () -> store.get(key, 0, MemorySegment.NULL));
                assertCode(ErrorCode.INVALID_ARGUMENT, () -> store.put(key, secret.resolve("secret")));
                assertCode(ErrorCode.INVALID_ARGUMENT, () -> store.delete(List.of(key)));
            }
            store.list("", object -> {
                throw new AssertionError(object.key() + " is listed");
            });
        }
        assertTrue(Files.exists(secret.resolve("secret")));
    }

    @Test
    void onlyOldUploadsAreAbandoned() throws IOException {
        Path uploads = Files.createDirectories(root().resolve(".uploads"));
        Path old = Files.writeString(uploads.resolve("old"), "1");
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
        Path present = Files.writeString(uploads.resolve("present"), "2");
        openStore().close();
        assertFalse(Files.exists(old));
        assertTrue(Files.exists(present));
    }

    /** Whatever fails, the object is there whole or not at all, and nothing of the upload stays. */
    @Test
    void aFailedPutLeavesNothing() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "content");
        for (FileOperation operation : List.of(
                FileOperation.READ,
                FileOperation.CREATE,
                FileOperation.WRITE,
                FileOperation.SYNC,
                FileOperation.RENAME)) {
            FaultyFileSystem files = new FaultyFileSystem(new OsFileSystem());
            try (ObjectStore store = new FileObjectStore(files, root())) {
                files.fail(operation, 1, ErrorCode.DISK_FULL);
                assertCode(ErrorCode.DISK_FULL, () -> store.put("object", file));
                assertTrue(store.head("object").isEmpty());
                store.put("object", file);
                assertEquals(7, store.head("object").orElseThrow().bytes());
                store.delete(List.of("object"));
            }
            try (Stream<Path> uploads = Files.list(root().resolve(".uploads"))) {
                assertEquals(List.of(), uploads.toList(), operation::toString);
            }
        }
    }
}

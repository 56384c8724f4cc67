package io.contextdb.bench.crash;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.spi.ObjectStore;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.LongConsumer;
import java.util.function.Predicate;

/** Objects in memory, which stay when the store is closed. */
final class MemoryObjectStore implements ObjectStore {
    private static final Comparator<String> BY_BYTES = (left, right) ->
            Arrays.compareUnsigned(left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));

    private final ConcurrentNavigableMap<String, Content> objects = new ConcurrentSkipListMap<>(BY_BYTES);

    private record Content(byte[] bytes, Instant modified) {
        ObjectInfo info(String key) {
            return new ObjectInfo(key, bytes.length, modified);
        }
    }

    @Override
    public void put(String key, Path file, LongConsumer sent) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new ContextDbException(ErrorCode.FILE_NOT_FOUND, file + " does not exist", e);
        } catch (IOException e) {
            throw new ContextDbException(ErrorCode.IO_FAILURE, "cannot read " + file + ": " + e.getMessage(), e);
        }
        objects.put(ObjectStore.requireKey(key), new Content(bytes, Instant.now()));
        sent.accept(bytes.length);
    }

    @Override
    public void putIfAbsent(String key, MemorySegment content) {
        Content created = new Content(content.toArray(ValueLayout.JAVA_BYTE), Instant.now());
        if (objects.putIfAbsent(ObjectStore.requireKey(key), created) != null) {
            throw new ContextDbException(ErrorCode.ALREADY_EXISTS, "an object has the key \"" + key + "\" already");
        }
    }

    @Override
    public void get(String key, long offset, MemorySegment into) {
        Content content = objects.get(ObjectStore.requireKey(key));
        if (content == null) {
            throw new ContextDbException(ErrorCode.FILE_NOT_FOUND, "no object has the key \"" + key + "\"");
        }
        long length = content.bytes.length;
        if (offset < 0 || offset > length || into.byteSize() > length - offset) {
            throw new ContextDbException(
                    ErrorCode.INVALID_ARGUMENT,
                    into.byteSize() + " bytes from " + offset + " of object \"" + key + "\", which has " + length);
        }
        MemorySegment.copy(
                content.bytes, (int) offset, into, ValueLayout.JAVA_BYTE, 0, Math.toIntExact(into.byteSize()));
    }

    @Override
    public Optional<ObjectInfo> head(String key) {
        return Optional.ofNullable(objects.get(ObjectStore.requireKey(key))).map(content -> content.info(key));
    }

    @Override
    public void list(String prefix, Predicate<ObjectInfo> visitor) {
        List<ObjectInfo> found = objects.entrySet().stream()
                .filter(object -> object.getKey().startsWith(prefix))
                .map(object -> object.getValue().info(object.getKey()))
                .toList();
        for (ObjectInfo object : found) {
            if (!visitor.test(object)) {
                return;
            }
        }
    }

    @Override
    public void delete(Collection<String> keys) {
        keys.forEach(key -> objects.remove(ObjectStore.requireKey(key)));
    }

    @Override
    public void close() {}
}

package io.contextdb.api.spi;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A flat space of immutable objects by key. Keys are relative paths with {@code /} and no {@code .}, {@code ..} or empty parts. Thread-safe.
 * Throws {@link io.contextdb.api.ContextDbException}: {@code FILE_NOT_FOUND}, {@code ALREADY_EXISTS}, {@code IO_FAILURE}, {@code INVALID_ARGUMENT}
 * for a bad key.
 */
public interface ObjectStore extends AutoCloseable {
    /** What is known of an object without reading it. */
    record ObjectInfo(String key, long bytes) {}

    /** Stores a file's content under a key, replacing what is there; whole or not at all. */
    void put(String key, Path file);

    /** Stores {@code content} only when no object has the key: {@code ALREADY_EXISTS} otherwise. Atomic between any number of writers. */
    void putIfAbsent(String key, MemorySegment content);

    /** Reads {@code into.byteSize()} bytes from {@code offset}; {@code INVALID_ARGUMENT} when the object ends before. */
    void get(String key, long offset, MemorySegment into);

    /** What is known of an object; empty when there is none. */
    Optional<ObjectInfo> head(String key);

    /** Calls {@code visitor} for the objects whose key begins with {@code prefix}, in the order of keys, until it returns false. */
    void list(String prefix, Predicate<ObjectInfo> visitor);

    /** Deletes objects; missing ones are no error. */
    void delete(Collection<String> keys);

    @Override
    void close();
}

package io.contextdb.api.spi;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.Predicate;

/**
 * A flat space of immutable objects by key. Keys are relative paths as {@link #requireKey} says; they are ordered by
 * their UTF-8 bytes. Thread-safe. Throws {@link ContextDbException}: {@code FILE_NOT_FOUND}, {@code ALREADY_EXISTS},
 * {@code IO_FAILURE}, {@code INVALID_ARGUMENT} for a bad key, and of stores behind a network {@code ACCESS_DENIED} at
 * once, {@code STORE_UNAVAILABLE} after some attempts, and {@code CANCELLED} when the thread is interrupted between
 * them.
 */
public interface ObjectStore extends AutoCloseable {
    /**
     * What is known of an object without reading it.
     *
     * @param bytes its length
     * @param modified when it was last put, by the clock of the store, which may cut it to seconds
     */
    record ObjectInfo(String key, long bytes, Instant modified) {}

    /** The greatest length of a key in UTF-8 bytes. */
    int KEY_BYTES_MAX = 1024;

    /** The greatest length of a part of a key in UTF-8 bytes. */
    int KEY_PART_BYTES_MAX = 255;

    /**
     * Checks a key, for providers: valid Unicode of 1 to {@link #KEY_BYTES_MAX} bytes, parts of 1 to
     * {@link #KEY_PART_BYTES_MAX} bytes separated by {@code /}, none of them {@code .} or {@code ..}, no control
     * characters, no backslash. So it means the same place in every store and never one outside.
     *
     * @return the key
     * @throws ContextDbException {@code INVALID_ARGUMENT} otherwise
     */
    static String requireKey(String key) {
        int bytes = key.getBytes(StandardCharsets.UTF_8).length;
        boolean good = bytes <= KEY_BYTES_MAX
                && key.chars().noneMatch(c -> Character.isISOControl(c) || c == '\\')
                && StandardCharsets.UTF_8.newEncoder().canEncode(key);
        for (String part : key.split("/", -1)) {
            int partBytes = part.getBytes(StandardCharsets.UTF_8).length;
            good &= partBytes > 0 && partBytes <= KEY_PART_BYTES_MAX && !part.equals(".") && !part.equals("..");
        }
        if (!good) {
            String shown = key.substring(0, Math.min(key.length(), 80)).replaceAll("\\p{Cntrl}", "?");
            throw new ContextDbException(
                    ErrorCode.INVALID_ARGUMENT,
                    "object key \"" + shown + "\" of " + bytes + " bytes; a key is a relative path of at most "
                            + KEY_BYTES_MAX + " bytes, with parts of 1 to " + KEY_PART_BYTES_MAX
                            + " bytes that are not . or .., without control characters and backslashes");
        }
        return key;
    }

    /** Stores a file's content under a key, replacing what is there; whole or not at all. */
    default void put(String key, Path file) {
        put(key, file, bytes -> {});
    }

    /**
     * The same with news of how it goes on. A store behind a network sends a large file in parts, several at a time,
     * each with its checksum.
     *
     * @param sent called with the number of bytes that have been sent since the last time, from any thread, one at a
     *     time; what has to be sent again is not told again
     */
    void put(String key, Path file, LongConsumer sent);

    /**
     * Stores {@code content} only when no object has the key: {@code ALREADY_EXISTS} otherwise. Atomic between any
     * number of writers.
     */
    void putIfAbsent(String key, MemorySegment content);

    /**
     * Reads {@code into.byteSize()} bytes from {@code offset}; {@code INVALID_ARGUMENT} when the object ends before.
     */
    void get(String key, long offset, MemorySegment into);

    /** What is known of an object; empty when there is none. */
    Optional<ObjectInfo> head(String key);

    /**
     * Calls {@code visitor} for the objects whose key begins with {@code prefix}, in the order of keys, until it
     * returns false.
     */
    void list(String prefix, Predicate<ObjectInfo> visitor);

    /** Deletes objects; missing ones are no error. */
    void delete(Collection<String> keys);

    @Override
    void close();
}

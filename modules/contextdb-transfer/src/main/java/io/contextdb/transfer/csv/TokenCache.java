package io.contextdb.transfer.csv;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what the bytes of a field stood for, so that a label or an edge type that repeats a million times is
 * decoded once. Open addressing; when it is full it forgets everything, which bounds its memory whatever the file
 * holds.
 */
final class TokenCache<T> {
    private static final int SLOTS = 1 << 12;
    private static final int ENTRIES_MAX = SLOTS / 2;
    private static final int KEY_BYTES_MAX = 1 << 10;

    private final byte[] @Nullable [] keys = new byte[SLOTS][];
    private final @Nullable Object[] values = new Object[SLOTS];
    private int entries;
    private @Nullable T absent;

    /** What {@code text} stands for when a file has no such field: always the same. */
    T get(String text, Function<String, T> decode) {
        if (absent == null) {
            absent = decode.apply(text);
        }
        return absent;
    }

    /** What the field stands for; {@code decode} is asked with its text when it is new. */
    @SuppressWarnings("unchecked")
    T get(CsvTokenizer rows, int field, Function<String, T> decode) {
        byte[] bytes = rows.bytes();
        int offset = rows.offset(field);
        int length = rows.length(field);
        if (length > KEY_BYTES_MAX) {
            return decode.apply(rows.text(field));
        }
        int hash = length;
        for (int i = offset; i < offset + length; i++) {
            hash = 31 * hash + bytes[i];
        }
        int slot = (hash ^ (hash >>> 16)) & (SLOTS - 1);
        while (true) {
            byte[] key = keys[slot];
            if (key == null) {
                break;
            }
            if (Arrays.equals(key, 0, key.length, bytes, offset, offset + length)) {
                return (T) Objects.requireNonNull(values[slot]);
            }
            slot = (slot + 1) & (SLOTS - 1);
        }
        T value = decode.apply(rows.text(field));
        if (entries == ENTRIES_MAX) {
            Arrays.fill(keys, null);
            Arrays.fill(values, null);
            entries = 0;
            slot = (hash ^ (hash >>> 16)) & (SLOTS - 1);
        }
        keys[slot] = Arrays.copyOfRange(bytes, offset, offset + length);
        values[slot] = value;
        entries++;
        return value;
    }
}

package io.contextdb.storage.memory;

import org.jspecify.annotations.Nullable;

/**
 * An immutable array that makes changed copies of itself which share all but one path: a tree of 32-fold nodes
 * addressed by five bits of the index per level (Bagwell, "Ideal Hash Trees", 2001, as Clojure's vectors use it).
 */
final class PersistentArray<T> {
    private static final int BITS = 5;
    private static final int WIDTH = 1 << BITS;
    private static final int MASK = WIDTH - 1;

    private final int size;
    /** The number of index bits below the root's own five. */
    private final int shift;

    private final @Nullable Object[] root;

    private PersistentArray(int size, int shift, @Nullable Object[] root) {
        this.size = size;
        this.shift = shift;
        this.root = root;
    }

    static <T> PersistentArray<T> empty() {
        return new PersistentArray<>(0, 0, new Object[WIDTH]);
    }

    int size() {
        return size;
    }

    @SuppressWarnings("unchecked")
    T get(int index) {
        assert index >= 0 && index < size : index + " of " + size;
        Object[] node = root;
        for (int level = shift; level > 0; level -= BITS) {
            node = (Object[]) node[index >>> level & MASK];
        }
        return (T) node[index & MASK];
    }

    PersistentArray<T> append(T value) {
        boolean full = size == 1L << (shift + BITS);
        if (!full) {
            return new PersistentArray<>(size + 1, shift, with(root, shift, size, value));
        }
        @Nullable Object[] higher = new Object[WIDTH];
        higher[0] = root;
        return new PersistentArray<>(size + 1, shift + BITS, with(higher, shift + BITS, size, value));
    }

    PersistentArray<T> set(int index, T value) {
        assert index >= 0 && index < size : index + " of " + size;
        return new PersistentArray<>(size, shift, with(root, shift, index, value));
    }

    private static @Nullable Object[] with(@Nullable Object @Nullable [] node, int level, int index, Object value) {
        @Nullable Object[] copy = node == null ? new Object[WIDTH] : node.clone();
        int slot = index >>> level & MASK;
        copy[slot] = level == 0 ? value : with((@Nullable Object[]) copy[slot], level - BITS, index, value);
        return copy;
    }
}

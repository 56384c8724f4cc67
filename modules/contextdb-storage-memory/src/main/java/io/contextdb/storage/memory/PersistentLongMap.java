package io.contextdb.storage.memory;

import org.jspecify.annotations.Nullable;

/**
 * An immutable map from 64-bit keys to {@code int}s that makes changed copies of itself: a tree of 16-fold nodes
 * addressed by four bits per level of the key, mixed so that neighbouring keys spread. An entry hangs as high as it is
 * alone.
 */
final class PersistentLongMap {
    /** What {@link #get} returns for a key that is not there. */
    static final int ABSENT = -1;

    static final PersistentLongMap EMPTY = new PersistentLongMap(0, null);

    private static final int BITS = 4;
    private static final int WIDTH = 1 << BITS;

    private final int size;
    private final @Nullable Node root;

    private PersistentLongMap(int size, @Nullable Node root) {
        this.size = size;
        this.root = root;
    }

    private sealed interface Node {}

    private record Entry(long key, int value) implements Node {}

    private record Branch(@Nullable Node[] children) implements Node {}

    int size() {
        return size;
    }

    int get(long key) {
        long path = mix(key);
        Node node = root;
        while (node instanceof Branch(@Nullable Node[] children)) {
            node = children[(int) (path & WIDTH - 1)];
            path >>>= BITS;
        }
        return node instanceof Entry entry && entry.key == key ? entry.value : ABSENT;
    }

    PersistentLongMap put(long key, int value) {
        assert value >= 0;
        int grown = get(key) == ABSENT ? size + 1 : size;
        return new PersistentLongMap(grown, with(root, 0, new Entry(key, value)));
    }

    PersistentLongMap remove(long key) {
        return get(key) == ABSENT ? this : new PersistentLongMap(size - 1, without(root, mix(key)));
    }

    private static Node with(@Nullable Node node, int level, Entry added) {
        return switch (node) {
            case null -> added;
            case Entry entry when entry.key == added.key -> added;
            case Entry entry -> with(with(new Branch(new Node[WIDTH]), level, entry), level, added);
            case Branch(@Nullable Node[] children) -> {
                int slot = (int) (mix(added.key) >>> level * BITS & WIDTH - 1);
                @Nullable Node[] copy = children.clone();
                copy[slot] = with(copy[slot], level + 1, added);
                yield new Branch(copy);
            }
        };
    }

    /** The tree without the entry at the end of {@code path}, which is there. */
    private static @Nullable Node without(@Nullable Node node, long path) {
        if (!(node instanceof Branch(@Nullable Node[] children))) {
            return null;
        }
        int slot = (int) (path & WIDTH - 1);
        @Nullable Node[] copy = children.clone();
        copy[slot] = without(copy[slot], path >>> BITS);
        return new Branch(copy);
    }

    /** A one-to-one mixing of 64 bits, so that two keys always part at some level (the finalizer of splitmix64). */
    private static long mix(long key) {
        long mixed = (key ^ key >>> 30) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
        return mixed ^ mixed >>> 31;
    }
}

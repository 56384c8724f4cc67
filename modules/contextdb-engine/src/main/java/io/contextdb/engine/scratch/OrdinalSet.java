package io.contextdb.engine.scratch;

import java.util.Arrays;

/**
 * A set of ordinals as one bit each. Whoever adds members keeps a list of them and takes them out again, so that
 * emptying costs what was put in, not the size of the database. One bit instead of a stamp keeps the set of a graph of
 * millions in the processor's cache.
 */
public final class OrdinalSet {
    private long[] words = new long[0];

    /** An empty set without room. */
    public OrdinalSet() {}

    /** Makes room for ordinals below {@code limit}. */
    public void reserve(int limit) {
        int needed = (limit + 63) >>> 6;
        if (words.length < needed) {
            words = Arrays.copyOf(words, Math.max(needed, words.length + (words.length >> 2)));
        }
    }

    /** Whether an ordinal is in. */
    public boolean contains(int ordinal) {
        return (words[ordinal >>> 6] >>> ordinal & 1) != 0;
    }

    /** Adds an ordinal; returns whether it is new. */
    public boolean add(int ordinal) {
        long before = words[ordinal >>> 6];
        words[ordinal >>> 6] = before | 1L << ordinal;
        return (before >>> ordinal & 1) == 0;
    }

    /** Takes an ordinal out. */
    public void remove(int ordinal) {
        words[ordinal >>> 6] &= ~(1L << ordinal);
    }

    /**
     * Adds {@code ordinals[from] .. ordinals[to - 1]}, moves those that are new together from {@code from} on, in their
     * order, and returns where they end. Without branches, because whether a neighbour is new is a coin toss no
     * processor predicts.
     */
    public int addAndKeepNew(int[] ordinals, int from, int to) {
        long[] bits = words;
        int end = from;
        for (int i = from; i < to; i++) {
            int ordinal = ordinals[i];
            long before = bits[ordinal >>> 6];
            ordinals[end] = ordinal;
            bits[ordinal >>> 6] = before | 1L << ordinal;
            end += (int) (~before >>> ordinal & 1);
        }
        return end;
    }

    /** Takes {@code ordinals[from] .. ordinals[to - 1]} out. */
    public void removeAll(int[] ordinals, int from, int to) {
        for (int i = from; i < to; i++) {
            remove(ordinals[i]);
        }
    }

    /** Empties the set, whose members are {@code ordinals[0] .. ordinals[count - 1]}. */
    public void clear(int[] ordinals, int count) {
        if (count >= words.length) {
            Arrays.fill(words, 0);
            return;
        }
        for (int i = 0; i < count; i++) {
            words[ordinals[i] >>> 6] = 0;
        }
    }

    /** Whether nothing is in; looks at everything. */
    public boolean isEmpty() {
        return Arrays.stream(words).allMatch(word -> word == 0);
    }
}

package io.contextdb.index.hnsw;

import io.contextdb.memory.NativeMemory;
import java.util.Arrays;

/**
 * The ids a search has met, a bit each. Clearing takes back the bits that were set, or all when those are many, so it
 * costs no more than the search did.
 */
final class Visited {
    private long[] words = new long[16];
    /** The ids met, unless they are too many. */
    private int[] met = new int[16];

    private int metCount;
    /** Whether more ids were met than there are words, so that it is cheaper to clear all words. */
    private boolean many;

    /** Begins a search among {@code ids} ids. */
    void begin(int ids) {
        if (many) {
            Arrays.fill(words, 0);
        } else {
            for (int i = 0; i < metCount; i++) {
                words[met[i] >>> 6] = 0;
            }
        }
        metCount = 0;
        many = false;
        int length = (ids + Long.SIZE - 1) / Long.SIZE;
        if (words.length < length) {
            words = new long[length + (length >> 2)];
            met = new int[words.length];
        }
    }

    /** Notes an id. */
    void add(int id) {
        words[id >>> 6] |= 1L << id;
        if (metCount < met.length) {
            met[metCount++] = id;
        } else {
            many = true;
        }
    }

    /**
     * Copies the ids of a list of links that were not met before into {@code ids}, notes them, and returns how many
     * there are.
     *
     * @param links where the list is
     * @param capacity the most links it has
     */
    int addAll(long links, int capacity, int[] ids) {
        long[] bits = words;
        int count = 0;
        for (int i = 0; i < capacity; i++) {
            int link = NativeMemory.getInt(links + (long) i * Integer.BYTES);
            if (link == Graph.END) {
                break;
            }
            int id = link & Graph.ID;
            long word = bits[id >>> 6];
            ids[count] = id;
            // A branch here would be taken at random.
            count += (int) (~(word >>> id) & 1);
            bits[id >>> 6] = word | 1L << id;
        }
        if (metCount + count <= met.length) {
            System.arraycopy(ids, 0, met, metCount, count);
            metCount += count;
        } else {
            many = true;
        }
        return count;
    }
}

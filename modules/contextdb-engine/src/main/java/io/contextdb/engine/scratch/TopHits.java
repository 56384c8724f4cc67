package io.contextdb.engine.scratch;

import io.contextdb.api.SearchHits;
import java.util.Arrays;

/**
 * The best k of the hits offered: a heap with the worst on top, ordered by similarity, equal ones by node id. Ids are
 * looked up only for rows that come in or tie with the worst. Used again and again without allocation. Not thread-safe.
 */
public final class TopHits {
    private float[] similarities = new float[16];
    private long[] ids = new long[16];
    private int size;
    private int k;
    /** What a row must reach to be looked at closer: the threshold asked for, then the worst hit kept. */
    private float bar;

    /** A collector; {@link #reset} it before use. */
    public TopHits() {}

    /** Empties it and sets how many hits it keeps, at least 1, and the least similarity of a hit. */
    public void reset(int newK, double threshold) {
        assert newK > 0;
        k = newK;
        size = 0;
        bar = atLeast(threshold);
    }

    /** The number of hits kept. */
    public int size() {
        return size;
    }

    /** What a similarity must not be below to have a chance. */
    public float bar() {
        return bar;
    }

    /** Offers a node that has not been offered before. */
    public void offer(long id, float similarity) {
        if (similarity < bar) {
            return;
        }
        if (size < k) {
            if (size == ids.length) {
                int room = (int) Math.min(k, size * 2L);
                similarities = Arrays.copyOf(similarities, room);
                ids = Arrays.copyOf(ids, room);
            }
            siftUp(id, similarity);
        } else if (worse(similarities[0], ids[0], similarity, id)) {
            siftDown(id, similarity, size);
        }
        if (size == k) {
            bar = similarities[0];
        }
    }

    /** Fills {@code result} with the hits, best first, and empties the collector. */
    public void drainTo(SearchHits result) {
        int count = size;
        for (int end = size - 1; end > 0; end--) {
            float similarity = similarities[end];
            long id = ids[end];
            similarities[end] = similarities[0];
            ids[end] = ids[0];
            siftDown(id, similarity, end);
        }
        for (int i = 0; i < count; i++) {
            result.add(ids[i], similarities[i]);
        }
        size = 0;
    }

    private static boolean worse(float similarity, long id, float otherSimilarity, long otherId) {
        return similarity < otherSimilarity || similarity == otherSimilarity && Long.compareUnsigned(id, otherId) > 0;
    }

    private void siftUp(long id, float similarity) {
        int at = size++;
        while (at > 0) {
            int parent = (at - 1) >>> 1;
            if (!worse(similarity, id, similarities[parent], ids[parent])) {
                break;
            }
            move(parent, at);
            at = parent;
        }
        similarities[at] = similarity;
        ids[at] = id;
    }

    /** Puts a hit in the place of the worst among the first {@code end}. */
    private void siftDown(long id, float similarity, int end) {
        int at = 0;
        for (int child = 1; child < end; child = 2 * at + 1) {
            if (child + 1 < end && worse(similarities[child + 1], ids[child + 1], similarities[child], ids[child])) {
                child++;
            }
            if (!worse(similarities[child], ids[child], similarity, id)) {
                break;
            }
            move(child, at);
            at = child;
        }
        similarities[at] = similarity;
        ids[at] = id;
    }

    private void move(int from, int to) {
        similarities[to] = similarities[from];
        ids[to] = ids[from];
    }

    /** The least float that is not below the threshold. */
    private static float atLeast(double threshold) {
        float nearest = (float) threshold;
        return nearest < threshold ? Math.nextUp(nearest) : nearest;
    }
}

package io.contextdb.index.hnsw;

import io.contextdb.kernels.ScoredRow;
import java.util.Arrays;

/**
 * The links that the rows of a batch make at level 0, or above it: a run of new lists and, for each, up to m links with
 * their scores. A link has a number, {@code list * m + place} counted from the batch's first list. Sorted by target,
 * they are the links to be made back.
 *
 * <p>Threads may set different lists at the same time.
 */
final class NewLinks {
    private final int m;
    private int firstList;
    private int lists;
    private int[] sources = new int[16];
    private int[] levels = new int[16];
    private int[] counts = new int[16];
    private int[] ids;
    private float[] scores;
    private long[] backLinks = new long[16];
    private int backLinkCount;

    NewLinks(int m) {
        this.m = m;
        ids = new int[16 * m];
        scores = new float[16 * m];
    }

    /** Begins a batch whose first new list has this number. */
    void begin(int newFirstList) {
        firstList = newFirstList;
        lists = 0;
    }

    /** Adds the next new list: that of an id at a level. */
    void add(int level, int source) {
        if (lists == counts.length) {
            sources = Arrays.copyOf(sources, lists * 2);
            levels = Arrays.copyOf(levels, lists * 2);
            counts = Arrays.copyOf(counts, lists * 2);
            ids = Arrays.copyOf(ids, lists * 2 * m);
            scores = Arrays.copyOf(scores, lists * 2 * m);
        }
        sources[lists] = source;
        levels[lists] = level;
        counts[lists] = 0;
        lists++;
    }

    /** Sets the links of a list to the first {@code count} ids. */
    void set(int list, long[] scoredIds, int count) {
        int at = (list - firstList) * m;
        for (int i = 0; i < count; i++) {
            ids[at + i] = ScoredRow.row(scoredIds[i]);
            scores[at + i] = ScoredRow.score(scoredIds[i]);
        }
        counts[list - firstList] = count;
    }

    /** Sorts all links by the list they point to, then by their number. */
    void sortByTarget(Graph graph) {
        backLinkCount = 0;
        if (backLinks.length < lists * m) {
            backLinks = new long[lists * m];
        }
        for (int list = 0; list < lists; list++) {
            for (int i = 0; i < counts[list]; i++) {
                int link = list * m + i;
                backLinks[backLinkCount++] = (long) graph.list(levels[list], ids[link]) << 32 | link;
            }
        }
        Arrays.sort(backLinks, 0, backLinkCount);
    }

    /** The number of links sorted. */
    int backLinks() {
        return backLinkCount;
    }

    /** The list that the link at a place in the sorted order points to. */
    int targetList(int place) {
        return (int) (backLinks[place] >>> 32);
    }

    /** The number of the link at a place in the sorted order. */
    int link(int place) {
        return (int) backLinks[place];
    }

    /** The number of a list's first link. */
    int firstLink(int list) {
        return (list - firstList) * m;
    }

    /** How many links a list has. */
    int count(int list) {
        return counts[list - firstList];
    }

    /** The level of a link. */
    int level(int link) {
        return levels[link / m];
    }

    /** The id whose list a link is in. */
    int source(int link) {
        return sources[link / m];
    }

    /** The id a link points to. */
    int target(int link) {
        return ids[link];
    }

    /** The score of the two ids of a link. */
    float score(int link) {
        return scores[link];
    }
}

package io.contextdb.engine.apply;

import io.contextdb.engine.write.ReadKeys;
import java.util.Arrays;

/**
 * What the last commands changed, in their order: decides whether something a transaction read has changed since.
 *
 * <p>The window begins anew at every command that becomes a snapshot, because a database that is opened from that
 * snapshot knows nothing older either; and its memory is bounded: when it is full, a change takes the place of the
 * oldest one, and the window begins behind the command of that. A transaction that read an older state is refused. So
 * every decision depends on the log alone, wherever its replay begins.
 *
 * <p>Noting a change is what every write pays for, so it is an append to a ring. A transaction pays for the changes
 * since it began, of which there are few as a rule: each is looked up among what it read.
 */
public final class ConflictWindow {
    /** So many changes are remembered at most. */
    private static final int CHANGES_MAX = 1 << 19;

    private static final int CHANGES_FIRST = 1 << 6;

    /** Bits of {@link #filter} for each key read. */
    private static final int FILTER_BITS = 16;

    private final int changesMax;

    /** The key of each change; a ring, whose size is a power of two. */
    private long[] keys = new long[CHANGES_FIRST];

    /** The command of each change, ascending. */
    private long[] indexes = new long[CHANGES_FIRST];

    /** Where the next change goes, counted on without end. */
    private long end;

    /** How many of the changes before {@link #end} count. */
    private int size;

    private long start;

    /** An empty window that knows of every change above {@code start}. */
    public ConflictWindow(long start) {
        this(start, CHANGES_MAX);
    }

    ConflictWindow(long start, int changesMax) {
        assert Integer.bitCount(changesMax) == 1 && changesMax >= CHANGES_FIRST : changesMax;
        this.changesMax = changesMax;
        this.start = start;
    }

    /** Whether every change after {@code readIndex} is remembered. */
    public boolean covers(long readIndex) {
        return readIndex >= start;
    }

    /** The index above which every change is remembered. */
    public long start() {
        return start;
    }

    /**
     * Whether anything of what some keys name has changed after {@code readIndex}, which is covered.
     *
     * @param read the keys, ascending
     */
    public boolean changedSince(long[] read, long readIndex) {
        assert covers(readIndex);
        long first = firstAfter(readIndex);
        if (first == end || read.length == 0) {
            return false;
        }
        if (Arrays.binarySearch(read, ReadKeys.GRAPH) >= 0) {
            return true;
        }
        long[] filter = filter(read);
        for (long change = first; change < end; change++) {
            long key = keys[place(change)];
            if ((filter[word(key, filter)] & 1L << key) != 0 && Arrays.binarySearch(read, key) >= 0) {
                return true;
            }
        }
        return false;
    }

    /** The oldest change of a command above an index, or {@link #end}. */
    private long firstAfter(long index) {
        long from = end - size;
        long to = end;
        while (from < to) {
            long middle = from + to >>> 1;
            if (indexes[place(middle)] > index) {
                to = middle;
            } else {
                from = middle + 1;
            }
        }
        return from;
    }

    /** A bit for each key, so that most changes are told from what was read by one look. */
    private static long[] filter(long[] read) {
        long bits = Long.highestOneBit((long) read.length * FILTER_BITS | Long.SIZE);
        long[] filter = new long[(int) (bits / Long.SIZE)];
        for (long key : read) {
            filter[word(key, filter)] |= 1L << key;
        }
        return filter;
    }

    /** Keys are mixed well, so any of their bits will do: the lowest six say which bit, these which word. */
    private static int word(long key, long[] filter) {
        return (int) (key >>> Integer.SIZE) & filter.length - 1;
    }

    /** Notes that the command at {@code index} changes what a key names. */
    void changed(long key, long index) {
        if (size == keys.length) {
            makeRoom();
        }
        int place = place(end++);
        keys[place] = key;
        indexes[place] = index;
        size++;
    }

    private void makeRoom() {
        if (size == changesMax) {
            start = Math.max(start, indexes[place(end - size)]);
            size--;
            return;
        }
        long[] moreKeys = new long[2 * size];
        long[] moreIndexes = new long[2 * size];
        for (int i = 0; i < size; i++) {
            int place = place(end - size + i);
            moreKeys[i] = keys[place];
            moreIndexes[i] = indexes[place];
        }
        keys = moreKeys;
        indexes = moreIndexes;
        end = size;
    }

    private int place(long change) {
        return (int) change & keys.length - 1;
    }

    /** Forgets every change up to {@code index}. */
    void reset(long index) {
        keys = new long[CHANGES_FIRST];
        indexes = new long[CHANGES_FIRST];
        end = 0;
        size = 0;
        start = index;
    }
}

package io.contextdb.engine.apply;

import io.contextdb.engine.write.ReadKeys;
import it.unimi.dsi.fastutil.longs.Long2LongOpenHashMap;

/**
 * Which command last changed what, for as far back as is remembered: decides whether something a transaction read has changed since.
 *
 * <p>The window begins anew at every command that becomes a snapshot, because a database that is opened from that snapshot knows nothing older
 * either; and its memory is bounded: changes are kept in two halves, and when the younger one has {@value #KEYS_PER_HALF} keys or more, the
 * older is forgotten and the window begins where the younger did. A transaction that read an older state than that is refused. So every
 * decision depends on the log alone, wherever its replay begins.
 */
public final class ConflictWindow {
    /** Keys after which a half is full. */
    public static final int KEYS_PER_HALF = 1 << 17;

    private Long2LongOpenHashMap older = new Long2LongOpenHashMap();
    private Long2LongOpenHashMap younger = new Long2LongOpenHashMap();
    private long start;
    private long youngerStart;
    private long lastChange;

    /** An empty window that knows of every change above {@code start}. */
    public ConflictWindow(long start) {
        reset(start);
    }

    /** Whether every change after {@code readIndex} is remembered. */
    public boolean covers(long readIndex) {
        return readIndex >= start;
    }

    /** The index above which every change is remembered. */
    public long start() {
        return start;
    }

    /** Whether what a key names has changed after {@code readIndex}, which is covered. */
    public boolean changedSince(long key, long readIndex) {
        assert covers(readIndex);
        if (key == ReadKeys.GRAPH) {
            return lastChange > readIndex;
        }
        return younger.get(key) > readIndex || older.get(key) > readIndex;
    }

    /** Makes room before the changes of the command at {@code index}. */
    void begin(long index) {
        if (younger.size() >= KEYS_PER_HALF) {
            older = younger;
            start = youngerStart;
            younger = new Long2LongOpenHashMap();
            youngerStart = index - 1;
        }
    }

    /** Notes that the command at {@code index} changes what a key names. */
    void changed(long key, long index) {
        younger.put(key, index);
        lastChange = index;
    }

    /** Forgets every change up to {@code index}. */
    void reset(long index) {
        older = new Long2LongOpenHashMap();
        younger = new Long2LongOpenHashMap();
        start = index;
        youngerStart = index;
        lastChange = index;
    }
}

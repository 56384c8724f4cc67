package io.contextdb.engine.transaction;

import io.contextdb.engine.write.ReadKeys;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import java.util.Arrays;

/** The keys of what a transaction read. When there are too many to name, it has read everything. Used by one thread. */
final class ReadTracker {
    /** More keys than this become one for the whole graph. */
    static final int KEYS_MAX = 1 << 16;

    private final LongOpenHashSet keys = new LongOpenHashSet();
    private boolean everything;

    void read(long key) {
        if (everything) {
            return;
        }
        keys.add(key);
        if (key == ReadKeys.GRAPH || keys.size() > KEYS_MAX) {
            everything = true;
            keys.clear();
        }
    }

    /** The keys, ascending. */
    long[] keys() {
        if (everything) {
            return new long[] {ReadKeys.GRAPH};
        }
        long[] sorted = keys.toLongArray();
        Arrays.sort(sorted);
        return sorted;
    }
}

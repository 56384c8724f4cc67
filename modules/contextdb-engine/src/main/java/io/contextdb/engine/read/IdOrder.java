package io.contextdb.engine.read;

import io.contextdb.api.spi.StorageView;
import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.function.IntToLongFunction;
import java.util.function.LongToIntFunction;

/**
 * Goes through the live nodes or edges of a state by ascending id as an unsigned number. Ordinals mostly ascend with
 * ids, and then this is one walk through them. Otherwise ids are gathered in windows of the next so many, each by a
 * walk of its own, so that memory stays bounded.
 */
final class IdOrder {
    private static final int WINDOW_IDS = 1 << 20;

    private final int limit;
    private final IntPredicate live;
    private final IntToLongFunction id;
    private final LongToIntFunction ordinal;
    private final int windowIds;

    /** An order of the ordinals below {@code limit}, with this many ids in memory at a time. */
    IdOrder(int limit, IntPredicate live, IntToLongFunction id, LongToIntFunction ordinal, int windowIds) {
        this.limit = limit;
        this.live = live;
        this.id = id;
        this.ordinal = ordinal;
        this.windowIds = windowIds;
    }

    /** The nodes of a state. */
    static IdOrder nodes(StorageView view) {
        return new IdOrder(view.nodeLimit(), view::nodeLive, view::nodeId, view::node, WINDOW_IDS);
    }

    /** The edges of a state. */
    static IdOrder edges(StorageView view) {
        return new IdOrder(view.edgeLimit(), view::edgeLive, view::edgeId, view::edge, WINDOW_IDS);
    }

    /** Calls {@code visitor} for every live ordinal until it returns false. */
    void forEach(IntPredicate visitor) {
        if (ascending()) {
            boolean more = true;
            for (int row = 0; row < limit && more; row++) {
                more = !live.test(row) || visitor.test(row);
            }
        } else {
            forEachByWindows(visitor);
        }
    }

    private boolean ascending() {
        long before = 0;
        boolean first = true;
        for (int row = 0; row < limit; row++) {
            if (live.test(row)) {
                long present = id.applyAsLong(row);
                if (!first && Long.compareUnsigned(present, before) < 0) {
                    return false;
                }
                before = present;
                first = false;
            }
        }
        return true;
    }

    private void forEachByWindows(IntPredicate visitor) {
        Window window = new Window(Math.min(windowIds, limit));
        boolean more = true;
        while (more) {
            gather(window);
            for (int i = 0; i < window.size && more; i++) {
                int row = ordinal.applyAsInt(window.ids[i] ^ Long.MIN_VALUE);
                // In a transaction the visitor may have deleted it meanwhile.
                more = row < 0 || visitor.test(row);
            }
            more &= window.startAfterThis();
        }
    }

    private void gather(Window window) {
        for (int row = 0; row < limit; row++) {
            if (live.test(row)) {
                window.offer(id.applyAsLong(row) ^ Long.MIN_VALUE);
            }
        }
        window.shrink();
    }

    /**
     * The least ids behind those of the window before, with the highest bit turned so that they compare as signed
     * numbers.
     */
    private static final class Window {
        private final int capacity;
        private final long[] ids;
        private int size;
        /** Lower ones were in windows before. */
        private long least = Long.MIN_VALUE;

        /** This one and greater ones are for the windows behind. */
        private long end = Long.MAX_VALUE;

        private boolean bounded;

        Window(int capacity) {
            this.capacity = capacity;
            this.ids = new long[2 * capacity];
        }

        void offer(long candidate) {
            if (candidate < least || (bounded && candidate >= end)) {
                return;
            }
            if (size == ids.length) {
                shrink();
                if (candidate >= end) {
                    return;
                }
            }
            ids[size++] = candidate;
        }

        /**
         * Sorts, and keeps the least ones. There is room for twice as many, so that each sort is paid by as many new
         * ids as stay.
         */
        void shrink() {
            Arrays.sort(ids, 0, size);
            if (size > capacity) {
                end = ids[capacity];
                bounded = true;
                size = capacity;
            }
        }

        /** Makes room for the next window; false when there is none. */
        boolean startAfterThis() {
            least = end;
            boolean more = bounded;
            bounded = false;
            size = 0;
            return more;
        }
    }
}

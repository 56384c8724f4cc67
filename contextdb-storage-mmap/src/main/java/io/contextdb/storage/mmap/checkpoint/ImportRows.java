package io.contextdb.storage.mmap.checkpoint;

import io.contextdb.api.spi.VectorRows;
import io.contextdb.memory.NativeMemory;
import io.contextdb.storage.mmap.base.RowSource;
import io.contextdb.storage.mmap.base.VectorFile;
import io.contextdb.storage.mmap.stage.StageReader;
import java.lang.foreign.Arena;

/**
 * The rows of a vector space in a view, behind them those of a stage. A row of the stage takes the place of all rows of
 * its node before it.
 */
final class ImportRows implements RowSource {
    private final VectorRows view;
    private final StageReader.Rows stage;
    private final StagedNodes nodes;
    private final VectorFile file;
    private final long first;
    /** A bit for each node that gets a row by the stage. */
    private final long staged;
    /** A bit for each row of the stage that is live. */
    private final long live;

    private final int liveCount;

    /**
     * Puts the rows together.
     *
     * @param file the stage's data file, open
     * @param nodeLimit the node ordinals after the import are below
     */
    ImportRows(
            VectorRows view, StageReader.Rows stage, StagedNodes nodes, VectorFile file, int nodeLimit, Arena arena) {
        this.view = view;
        this.stage = stage;
        this.nodes = nodes;
        this.file = file;
        this.first = file.file().address() + file.offset();
        this.staged = NativeMemory.allocate(arena, bitBytes(nodeLimit));
        this.live = NativeMemory.allocate(arena, bitBytes(stage.count()));
        int count = view.liveCount();
        for (int row = stage.count() - 1; row >= 0; row--) {
            int node = nodes.ordinal(stage.node(row));
            if (!bit(staged, node)) {
                set(staged, node);
                set(live, row);
                count += view.row(node) >= 0 ? 0 : 1;
            }
        }
        this.liveCount = count;
    }

    private static long bitBytes(int bits) {
        return ((long) bits + Long.SIZE - 1) / Long.SIZE * Long.BYTES;
    }

    private static boolean bit(long bits, int index) {
        return (NativeMemory.getLong(bits + (index >>> 6) * 8L) & 1L << index) != 0;
    }

    private static void set(long bits, int index) {
        long word = bits + (index >>> 6) * 8L;
        NativeMemory.putLong(word, NativeMemory.getLong(word) | 1L << index);
    }

    @Override
    public int dimension() {
        return view.dimension();
    }

    @Override
    public int count() {
        return view.count() + stage.count();
    }

    @Override
    public int liveCount() {
        return liveCount;
    }

    @Override
    public long address(int row) {
        return row < view.count() ? view.address(row) : first + (long) (row - view.count()) * file.rowBytes();
    }

    @Override
    public float inverseNorm(int row) {
        return row < view.count() ? view.inverseNorm(row) : stage.inverseNorm(row - view.count());
    }

    @Override
    public boolean live(int row) {
        return row < view.count() ? view.live(row) && !bit(staged, view.node(row)) : bit(live, row - view.count());
    }

    @Override
    public int node(int row) {
        return row < view.count() ? view.node(row) : nodes.ordinal(stage.node(row - view.count()));
    }
}

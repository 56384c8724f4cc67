package io.contextdb.testkit.vector;

import io.contextdb.api.Metric;
import io.contextdb.kernels.DenseRows;
import io.contextdb.kernels.Scorer;
import java.lang.foreign.Arena;
import java.util.BitSet;
import java.util.List;

/** Rows of vectors in native memory that lives as long as an arena. Row i belongs to node i. Immutable. */
public final class NativeRows extends DenseRows {
    private final BitSet dead;

    private NativeRows(Arena arena, Metric metric, List<float[]> vectors) {
        super(vectors.getFirst().length, vectors.size(), arena);
        dead = new BitSet();
        for (int row = 0; row < vectors.size(); row++) {
            set(row, vectors.get(row));
        }
        measure(new Scorer(metric, dimension()));
    }

    private NativeRows(NativeRows rows, int count, BitSet dead) {
        super(rows, count);
        this.dead = dead;
    }

    /** All vectors as live rows; there is at least one vector. */
    public static NativeRows of(Arena arena, Metric metric, List<float[]> vectors) {
        return new NativeRows(arena, metric, vectors);
    }

    /** The first {@code newCount} of these rows. */
    public NativeRows first(int newCount) {
        return new NativeRows(this, newCount, dead.get(0, newCount));
    }

    /** The same rows with these ones dead too. */
    public NativeRows without(BitSet rows) {
        BitSet together = (BitSet) dead.clone();
        together.or(rows);
        return new NativeRows(this, count(), together);
    }

    @Override
    public int liveCount() {
        return count() - dead.cardinality();
    }

    @Override
    public boolean live(int row) {
        return !dead.get(row);
    }

    @Override
    public int row(int node) {
        return live(node) ? node : -1;
    }
}

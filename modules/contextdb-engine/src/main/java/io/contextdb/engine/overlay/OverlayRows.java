package io.contextdb.engine.overlay;

import io.contextdb.api.spi.VectorRows;
import io.contextdb.api.spi.VectorSpace;
import io.contextdb.engine.write.Norms;
import io.contextdb.engine.write.VectorChange;
import io.contextdb.engine.write.WriteSet;
import io.contextdb.memory.NativeMemory;
import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import it.unimi.dsi.fastutil.longs.Long2ObjectMap;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a space below, and behind them a row for each vector of the set, made when it is first looked for. A row
 * whose vector the set has given up since is dead.
 */
final class OverlayRows implements VectorRows {
    private static final int NONE = -1;

    private final @Nullable VectorRows base;
    private final VectorSpace space;
    private final WriteSet set;
    private final OverlayNodes nodes;
    /** The number of rows below. */
    private final int first;

    private final List<Row> rows = new ArrayList<>();
    /** The newest row of each node that has one. */
    private final Long2IntOpenHashMap rowOfNode = new Long2IntOpenHashMap();

    /** A vector of the set; the segment keeps its memory. */
    @SuppressWarnings("ArrayRecordComponent") // the array is compared by identity
    private record Row(long node, float[] vector, MemorySegment floats, float inverseNorm) {}

    OverlayRows(@Nullable VectorRows base, int first, VectorSpace space, WriteSet set, OverlayNodes nodes) {
        this.base = base;
        this.space = space;
        this.set = set;
        this.nodes = nodes;
        this.first = first;
        rowOfNode.defaultReturnValue(NONE);
    }

    @Override
    public int dimension() {
        return space.options().dimension();
    }

    @Override
    public int count() {
        for (Long2ObjectMap.Entry<VectorChange> entry :
                set.vectors(space.name()).long2ObjectEntrySet()) {
            if (entry.getValue() instanceof VectorChange.Put(float[] vector)) {
                row(entry.getLongKey(), vector);
            }
        }
        return (base == null ? 0 : base.count()) + rows.size();
    }

    @Override
    public int liveCount() {
        int live = 0;
        int count = count();
        for (int row = 0; row < count; row++) {
            live += live(row) ? 1 : 0;
        }
        return live;
    }

    @Override
    public long address(int row) {
        return row < first ? base().address(row) : rows.get(row - first).floats.address();
    }

    @Override
    public float inverseNorm(int row) {
        return row < first ? base().inverseNorm(row) : rows.get(row - first).inverseNorm;
    }

    @Override
    public boolean live(int row) {
        if (row < first) {
            int node = base().node(row);
            return base().live(row) && !nodes.removed(node) && set.vector(space.name(), nodes.id(node)) == null;
        }
        Row own = rows.get(row - first);
        return set.vector(space.name(), own.node) instanceof VectorChange.Put(float[] vector) && vector == own.vector;
    }

    @Override
    public int node(int row) {
        return row < first ? base().node(row) : nodes.node(rows.get(row - first).node);
    }

    @Override
    public int row(int node) {
        long id = nodes.id(node);
        return switch (set.vector(space.name(), id)) {
            case null -> base != null && nodes.inBase(node) && !nodes.removed(node) ? base.row(node) : NONE;
            case VectorChange.Put(float[] vector) -> row(id, vector);
            case VectorChange.Delete _ -> NONE;
        };
    }

    private int row(long id, float[] vector) {
        int present = rowOfNode.get(id);
        if (present != NONE && rows.get(present).vector == vector) {
            return first + present;
        }
        long bytes = (long) VectorRows.paddedDimension(vector.length) * Float.BYTES;
        MemorySegment floats = NativeMemory.allocateSegment(Arena.ofAuto(), bytes, ALIGNMENT_BYTES);
        MemorySegment.copy(vector, 0, floats, NativeMemory.FLOAT, 0, vector.length);
        float inverseNorm = Norms.inverseNorm(space.name(), space.options().metric(), vector);
        rowOfNode.put(id, rows.size());
        rows.add(new Row(id, vector, floats, inverseNorm));
        return first + rows.size() - 1;
    }

    private VectorRows base() {
        return Objects.requireNonNull(base, "a row of a space that is new");
    }
}

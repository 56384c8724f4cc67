package io.contextdb.storage.mmap.checkpoint;

import io.contextdb.memory.NativeMemory;
import io.contextdb.storage.mmap.base.EdgeRows;
import io.contextdb.storage.mmap.base.PropertySink;
import io.contextdb.storage.mmap.delta.Change;
import io.contextdb.storage.mmap.delta.MappedView;
import java.util.function.IntUnaryOperator;

/** The edges of a view that go into a patch. */
final class PatchEdges implements EdgeRows {
    private final MappedView view;
    private final PatchRows rows;

    PatchEdges(MappedView view, PatchRows rows) {
        this.view = view;
        this.rows = rows;
    }

    @Override
    public int count() {
        return rows.added();
    }

    @Override
    public int redirected() {
        return rows.redirectedCount();
    }

    @Override
    public boolean dead(int row) {
        return !view.edgeLive(rows.ordinal(row));
    }

    @Override
    public void copyIds(int from, int count, long address) {
        for (int i = 0; i < count; i++) {
            NativeMemory.putLong(address + (long) i * Long.BYTES, view.edgeId(rows.first() + from + i));
        }
    }

    @Override
    public void copySources(int from, int count, long address) {
        copy(from, count, address, view::edgeSource);
    }

    @Override
    public void copyTargets(int from, int count, long address) {
        copy(from, count, address, view::edgeTarget);
    }

    @Override
    public void copyTypes(int from, int count, long address) {
        copy(from, count, address, view::edgeType);
    }

    private void copy(int from, int count, long address, IntUnaryOperator column) {
        for (int i = 0; i < count; i++) {
            NativeMemory.putInt(address + (long) i * Integer.BYTES, column.applyAsInt(rows.first() + from + i));
        }
    }

    @Override
    public boolean hasProperties() {
        return view.changed(Change.EDGE_PROPERTIES) || view.base().edges().hasProperties();
    }

    @Override
    public void properties(int row, PropertySink sink) {
        view.storedEdgeProperties(rows.ordinal(row), sink);
    }
}

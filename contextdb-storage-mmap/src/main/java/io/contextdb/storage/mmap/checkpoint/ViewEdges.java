package io.contextdb.storage.mmap.checkpoint;

import io.contextdb.memory.NativeMemory;
import io.contextdb.storage.mmap.base.EdgeFile;
import io.contextdb.storage.mmap.base.EdgeRows;
import io.contextdb.storage.mmap.base.PropertySink;
import io.contextdb.storage.mmap.delta.Change;
import io.contextdb.storage.mmap.delta.MappedView;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The live edges of a view ordered by id, between nodes under new ordinals. Columns of the base file are copied as they
 * are.
 */
final class ViewEdges implements EdgeRows {
    private final MappedView view;
    /** Null when there are no edges yet. */
    private final @Nullable EdgeFile base;

    private final int baseLimit;
    private final Renumbering nodes;
    private final EdgeRuns runs;

    ViewEdges(MappedView view, Renumbering nodes) {
        this.view = view;
        this.baseLimit = view.base().edgesAscending();
        this.base = baseLimit == 0 ? null : view.base().edges().base();
        this.nodes = nodes;
        this.runs = EdgeRuns.of(view);
    }

    @Override
    public int count() {
        return runs.count();
    }

    /** Is shown a piece of a run: edges by their old ordinals, and the index of the first in what is copied. */
    @FunctionalInterface
    private interface PieceVisitor {
        void piece(int old, int count, int index);
    }

    private void forEachPiece(int from, int count, PieceVisitor visitor) {
        int run = runs.run(from);
        int edge = from;
        while (edge < from + count) {
            int end = Math.min(runs.end(run), from + count);
            int old = runs.old(run, edge);
            int ofBase = Math.clamp((long) baseLimit - old, 0, end - edge);
            if (ofBase > 0) {
                visitor.piece(old, ofBase, edge - from);
            }
            if (ofBase < end - edge) {
                visitor.piece(old + ofBase, end - edge - ofBase, edge - from + ofBase);
            }
            edge = end;
            run++;
        }
    }

    @Override
    public void copyIds(int from, int count, long address) {
        forEachPiece(from, count, (old, length, index) -> {
            for (int i = 0; i < length; i++) {
                NativeMemory.putLong(address + (long) (index + i) * Long.BYTES, view.edgeId(old + i));
            }
        });
    }

    @Override
    public void copySources(int from, int count, long address) {
        copy(from, count, address, EdgeFile::copySources, view::edgeSource);
        renumber(count, address);
    }

    @Override
    public void copyTargets(int from, int count, long address) {
        copy(from, count, address, EdgeFile::copyTargets, view::edgeTarget);
        renumber(count, address);
    }

    @Override
    public void copyTypes(int from, int count, long address) {
        copy(from, count, address, EdgeFile::copyTypes, view::edgeType);
    }

    /** Copies a piece of a column of the base. */
    @FunctionalInterface
    private interface BaseColumn {
        void copy(EdgeFile base, int old, int length, long address);
    }

    private void copy(int from, int count, long address, BaseColumn ofBase, IntUnaryOperator ofView) {
        forEachPiece(from, count, (old, length, index) -> {
            long target = address + (long) index * Integer.BYTES;
            if (base != null && old < baseLimit) {
                ofBase.copy(base, old, length, target);
            } else {
                for (int i = 0; i < length; i++) {
                    NativeMemory.putInt(target + (long) i * Integer.BYTES, ofView.applyAsInt(old + i));
                }
            }
        });
    }

    private void renumber(int count, long address) {
        if (!nodes.identity()) {
            for (int i = 0; i < count; i++) {
                long place = address + (long) i * Integer.BYTES;
                NativeMemory.putInt(place, nodes.toNew(NativeMemory.getInt(place)));
            }
        }
    }

    @Override
    public boolean hasProperties() {
        return view.changed(Change.EDGE_PROPERTIES)
                || view.base().edgeLimit() > 0 && view.base().edges().hasProperties();
    }

    @Override
    public void properties(int edge, PropertySink sink) {
        view.storedEdgeProperties(runs.old(runs.run(edge), edge), sink);
    }
}

package io.contextdb.storage.mmap.checkpoint;

import io.contextdb.memory.NativeMemory;
import io.contextdb.storage.mmap.base.EdgeRows;
import io.contextdb.storage.mmap.base.PropertySink;
import io.contextdb.storage.mmap.stage.StageReader;
import java.util.function.IntUnaryOperator;

/**
 * The edges of a view, behind them those of a stage. These have ids above the highest of the view: their own, or those
 * that follow it.
 */
final class ImportEdges implements EdgeRows {
    private final EdgeRows view;
    private final StageReader stage;
    private final long firstId;
    private final StagedNodes nodes;
    private final MergedNames types;
    private final MergedNames keys;

    ImportEdges(
            EdgeRows view, StageReader stage, long firstId, StagedNodes nodes, MergedNames types, MergedNames keys) {
        this.view = view;
        this.stage = stage;
        this.firstId = firstId;
        this.nodes = nodes;
        this.types = types;
        this.keys = keys;
    }

    @Override
    public int count() {
        return view.count() + stage.edges();
    }

    /** Copies a piece of a column. */
    @FunctionalInterface
    private interface Column {
        void copy(int from, int count, long address);
    }

    /** Splits a piece between the view and the stage. */
    private void split(int from, int count, long address, int bytesEach, Column ofView, Column ofStage) {
        int viewed = Math.clamp((long) view.count() - from, 0, count);
        if (viewed > 0) {
            ofView.copy(from, viewed, address);
        }
        if (viewed < count) {
            ofStage.copy(from + viewed - view.count(), count - viewed, address + (long) viewed * bytesEach);
        }
    }

    @Override
    public void copyIds(int from, int count, long address) {
        split(from, count, address, Long.BYTES, view::copyIds, (first, length, to) -> {
            if (stage.edgesWithIds()) {
                NativeMemory.copy(stage.edgeIds() + (long) first * Long.BYTES, to, (long) length * Long.BYTES);
                return;
            }
            for (int i = 0; i < length; i++) {
                NativeMemory.putLong(to + (long) i * Long.BYTES, firstId + first + i);
            }
        });
    }

    @Override
    public void copySources(int from, int count, long address) {
        split(
                from,
                count,
                address,
                Integer.BYTES,
                view::copySources,
                (first, length, to) -> copy(stage.sources(), first, length, to, nodes.identity(), nodes::ordinal));
    }

    @Override
    public void copyTargets(int from, int count, long address) {
        split(
                from,
                count,
                address,
                Integer.BYTES,
                view::copyTargets,
                (first, length, to) -> copy(stage.targets(), first, length, to, nodes.identity(), nodes::ordinal));
    }

    @Override
    public void copyTypes(int from, int count, long address) {
        split(
                from,
                count,
                address,
                Integer.BYTES,
                view::copyTypes,
                (first, length, to) -> copy(stage.types(), first, length, to, types.identity(), types::number));
    }

    private static void copy(
            long column, int first, int length, long address, boolean identity, IntUnaryOperator renumbered) {
        long from = column + (long) first * Integer.BYTES;
        if (identity) {
            NativeMemory.copy(from, address, (long) length * Integer.BYTES);
        } else {
            for (int i = 0; i < length; i++) {
                int number = NativeMemory.getInt(from + (long) i * Integer.BYTES);
                NativeMemory.putInt(address + (long) i * Integer.BYTES, renumbered.applyAsInt(number));
            }
        }
    }

    @Override
    public boolean hasProperties() {
        return view.hasProperties() || stage.hasEdgeProperties();
    }

    @Override
    public void properties(int edge, PropertySink sink) {
        if (edge < view.count()) {
            view.properties(edge, sink);
        } else {
            stage.edgeProperties(edge - view.count(), keys.renumber(sink));
        }
    }
}

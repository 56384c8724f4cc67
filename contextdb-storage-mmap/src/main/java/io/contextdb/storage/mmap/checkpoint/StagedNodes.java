package io.contextdb.storage.mmap.checkpoint;

import io.contextdb.memory.NativeMemory;
import io.contextdb.storage.mmap.delta.MappedView;
import io.contextdb.storage.mmap.stage.StageReader;

/** What the ordinals of a stage's nodes become: those of the view stay, the stage's own follow all of the view. */
final class StagedNodes {
    private final MappedView view;
    private final StageReader stage;
    private final int limit;
    private final int shift;

    StagedNodes(MappedView view, StageReader stage) {
        this.view = view;
        this.stage = stage;
        this.limit = stage.nodeLimit();
        this.shift = view.nodeLimit() - limit;
        if (shift < 0) {
            throw ImportConflict.because("the database was compacted");
        }
    }

    /** Whether all keep their numbers. */
    boolean identity() {
        return shift == 0;
    }

    /** The ordinal of a node by that in the stage. */
    int ordinal(int staged) {
        return staged < limit ? staged : staged + shift;
    }

    /**
     * Checks that no id of the stage was taken, that the stage's edges end at live nodes, and its vectors belong to
     * some. The stage saw to that for the view it began over, so there is nothing to check when this is that view.
     */
    void check() {
        if (view.position().equals(stage.position())) {
            return;
        }
        for (int node = 0; node < stage.nodes(); node++) {
            if (view.node(stage.nodeId(node)) >= 0) {
                throw ImportConflict.because(
                        "node " + Long.toUnsignedString(stage.nodeId(node)) + " was inserted by another writer");
            }
        }
        for (int edge = 0; edge < stage.edges(); edge++) {
            checkLive(NativeMemory.getInt(stage.sources() + (long) edge * Integer.BYTES));
            checkLive(NativeMemory.getInt(stage.targets() + (long) edge * Integer.BYTES));
        }
        for (StageReader.Rows rows : stage.rows()) {
            for (int row = 0; row < rows.count(); row++) {
                checkLive(rows.node(row));
            }
        }
    }

    /** Checks that no node of the view that gets one of these rows has a property. */
    void checkWithout(int key, StageReader.Rows rows) {
        for (int row = 0; row < rows.count(); row++) {
            int node = rows.node(row);
            if (node < limit && view.nodeProperty(node, key) != null) {
                throw ImportConflict.because("node " + Long.toUnsignedString(view.nodeId(node))
                        + " got a property under the name of a vector of the load");
            }
        }
    }

    private void checkLive(int staged) {
        assert staged >= 0 && staged < limit + stage.nodes() : staged;
        if (staged < limit && !view.nodeLive(staged)) {
            throw ImportConflict.because("node " + Long.toUnsignedString(view.nodeId(staged))
                    + ", which the load names, was deleted by another writer");
        }
    }
}

package io.contextdb.storage.mmap.checkpoint;

import io.contextdb.storage.mmap.base.AdjacencyFile;
import io.contextdb.storage.mmap.delta.Change;
import io.contextdb.storage.mmap.delta.MappedView;
import java.lang.foreign.Arena;
import org.jspecify.annotations.Nullable;

/**
 * Writes the edges of a view and their adjacency: what did not change is shared, what did becomes part of a patch when
 * the policy allows it. In patches edges keep their ordinals. When one of the two bases has to be written anew so is
 * the other, because edges get new ordinals then.
 */
final class EdgeCheckpoint {
    private final MappedView view;
    private final SnapshotWriter writer;
    private final PatchPolicy policy;

    EdgeCheckpoint(MappedView view, SnapshotWriter writer, PatchPolicy policy) {
        this.view = view;
        this.writer = writer;
        this.policy = policy;
    }

    void write() {
        if (!view.changed(Change.EDGES) && !view.changed(Change.EDGE_PROPERTIES)) {
            writer.shareEdges();
            return;
        }
        try (Arena arena = Arena.ofConfined()) {
            AdjacencyFile present = view.base().adjacency();
            PatchRows rows = present == null ? null : rows(arena);
            ListPatch lists = rows == null || present == null ? null : ListPatch.choose(policy, view, present, arena);
            if (rows == null || lists == null) {
                writeAll();
            } else {
                writePatches(rows, lists);
            }
        }
    }

    private @Nullable PatchRows rows(Arena arena) {
        return PatchRows.choose(
                policy,
                view.base().edges().level(),
                view.edgeLimit(),
                visitor -> view.changes().forEachEdge(visitor),
                arena);
    }

    private void writeAll() {
        boolean sameOrdinals =
                !view.changed(Change.EDGES) && view.edgeCount() == view.base().edgesAscending();
        Renumbering nodes = Renumbering.none(view.nodeLimit());
        writer.writeEdges(new ViewEdges(view, nodes), view.nodeLimit(), sameOrdinals);
    }

    private void writePatches(PatchRows rows, ListPatch lists) {
        if (rows.changed() || view.edgeLimit() > view.base().edgeLimit()) {
            writer.writeEdgePatch(new PatchEdges(view, rows), rows);
        } else {
            writer.shareEdgeFiles();
        }
        if (lists.changed()) {
            writer.writeAdjacencyPatch(view, lists);
        } else {
            writer.shareAdjacency();
        }
    }
}

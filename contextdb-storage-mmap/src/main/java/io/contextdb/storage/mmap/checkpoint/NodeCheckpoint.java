package io.contextdb.storage.mmap.checkpoint;

import io.contextdb.storage.mmap.delta.Change;
import io.contextdb.storage.mmap.delta.MappedView;
import java.lang.foreign.Arena;
import org.jspecify.annotations.Nullable;

/**
 * Writes the nodes of a view, which keep their ordinals: nothing when none changed, else a patch when the policy allows
 * one, else all.
 */
final class NodeCheckpoint {
    private final MappedView view;
    private final SnapshotWriter writer;
    private final PatchPolicy policy;

    NodeCheckpoint(MappedView view, SnapshotWriter writer, PatchPolicy policy) {
        this.view = view;
        this.writer = writer;
        this.policy = policy;
    }

    void write() {
        if (!view.changed(Change.NODES)) {
            writer.shareNodes();
            return;
        }
        try (Arena arena = Arena.ofConfined()) {
            PatchRows patch = patch(arena);
            if (patch == null) {
                writer.writeNodes(new ViewNodes(view, Renumbering.none(view.nodeLimit())));
                return;
            }
            if (patch.changed() || view.nodeLimit() > view.base().nodeLimit()) {
                writer.writeNodePatch(new ViewNodes(view, patch), patch);
            } else {
                writer.shareNodeFiles();
            }
            writer.writeDeadNodes(view.nodeLimit(), node -> !view.nodeLive(node));
        }
    }

    private @Nullable PatchRows patch(Arena arena) {
        return view.base().nodeLimit() == 0
                ? null
                : PatchRows.choose(
                        policy,
                        view.base().nodes().level(),
                        view.nodeLimit(),
                        visitor -> view.changes().forEachNode(visitor),
                        arena);
    }
}

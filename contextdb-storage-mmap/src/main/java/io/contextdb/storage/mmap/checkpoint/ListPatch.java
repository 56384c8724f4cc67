package io.contextdb.storage.mmap.checkpoint;

import io.contextdb.api.Direction;
import io.contextdb.storage.mmap.base.AdjacencyFile;
import io.contextdb.storage.mmap.base.AdjacencyLists;
import io.contextdb.storage.mmap.delta.MappedView;
import io.contextdb.storage.mmap.snapshot.FileRole;
import java.lang.foreign.Arena;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The adjacency lists a new patch holds, by the nodes they are of.
 *
 * @param forward the nodes whose outgoing edges changed, and new nodes
 * @param backward the nodes whose incoming edges changed, and new nodes
 */
record ListPatch(PatchRows forward, PatchRows backward) {
    /** The smallest patch that a policy allows, null when the base has to be written anew. */
    static @Nullable ListPatch choose(PatchPolicy policy, MappedView view, AdjacencyFile present, Arena arena) {
        long baseSize = baseSize(present.forward()) + baseSize(present.backward());
        for (FileRole role : List.of(FileRole.RECENT_PATCH, FileRole.OLDER_PATCH)) {
            ListPatch patch = of(role, view, present, arena);
            long size = size(patch.forward, present.forward(), view) + size(patch.backward, present.backward(), view);
            if (policy.allows(role, size, baseSize)) {
                return patch;
            }
        }
        return null;
    }

    private static ListPatch of(FileRole role, MappedView view, AdjacencyFile present, Arena arena) {
        return new ListPatch(
                new PatchRows(
                        role,
                        present.forward().level(),
                        view.nodeLimit(),
                        visitor -> view.changes().forEachList(true, visitor),
                        arena),
                new PatchRows(
                        role,
                        present.backward().level(),
                        view.nodeLimit(),
                        visitor -> view.changes().forEachList(false, visitor),
                        arena));
    }

    private static long baseSize(AdjacencyLists present) {
        AdjacencyLists base = present.base();
        return base.level().rows() + base.entries();
    }

    /**
     * Lists and entries; those of deleted edges are counted, for what is counted must not depend on what came after the
     * view.
     */
    private static long size(PatchRows rows, AdjacencyLists present, MappedView view) {
        long size = (long) view.edgeLimit() - view.base().edgeLimit();
        for (int row = 0; row < rows.count(); row++) {
            int node = rows.ordinal(row);
            size += 1 + present.holder(node).degree(node);
        }
        return size;
    }

    FileRole role() {
        return forward.role();
    }

    /** Whether any list changed. */
    boolean changed() {
        return forward.changed() || backward.changed();
    }

    ViewLists lists(MappedView view, Direction direction) {
        return new ViewLists(view, direction, direction == Direction.OUTGOING ? forward : backward);
    }
}

package io.contextdb.storage.mmap.checkpoint;

import io.contextdb.api.Progress;
import io.contextdb.api.Snapshot.Operation;
import io.contextdb.api.spi.FileSystem;
import io.contextdb.api.spi.SnapshotRequest;
import io.contextdb.api.spi.TokenKind;
import io.contextdb.api.spi.VectorRows;
import io.contextdb.api.spi.VectorSpace;
import io.contextdb.storage.mmap.base.RowSource;
import io.contextdb.storage.mmap.delta.MappedView;
import io.contextdb.storage.mmap.snapshot.SnapshotCounts;
import io.contextdb.storage.mmap.snapshot.SnapshotMetadata;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Writes a view as a snapshot. Files in which nothing changed are the parent's; what changed of nodes, edges and
 * adjacency becomes a patch over the parent's files, or they are written as a whole where the {@link PatchPolicy} says
 * so; vectors are appended. A compaction writes everything, without dead nodes and rows; where a vector space has no
 * dead row, it keeps its vectors and its index.
 */
public final class Checkpoint {
    private final FileSystem files;
    private final Path directory;
    private final MappedView view;
    private final List<Long> numbers;
    private final SnapshotRequest request;
    private final PatchPolicy policy;
    private final SnapshotMetadata parent;

    /**
     * A checkpoint of a view into a database's directory.
     *
     * @param numbers the numbers the next files of each kind get
     * @param policy when to write patches
     */
    public Checkpoint(
            FileSystem files,
            Path directory,
            MappedView view,
            List<Long> numbers,
            SnapshotRequest request,
            PatchPolicy policy) {
        this.files = files;
        this.directory = directory;
        this.view = view;
        this.numbers = numbers;
        this.request = request;
        this.policy = policy;
        this.parent = view.base().metadata();
    }

    /** Writes all data files. */
    public PreparedFiles write() {
        SnapshotWriter writer = new SnapshotWriter(files, directory, parent, numbers, request, Progress.none());
        try {
            int nodeLimit = request.operation() == Operation.COMPACT ? compact(writer) : append(writer);
            return new PreparedFiles(writer.target(), description(nodeLimit));
        } catch (RuntimeException | Error e) {
            writer.target().deleteCreated();
            throw e;
        }
    }

    private int append(SnapshotWriter writer) {
        new NodeCheckpoint(view, writer, policy).write();
        new EdgeCheckpoint(view, writer, policy).write();
        view.spaces().forEach(space -> writer.appendRows(view, space, view.nodeLimit()));
        return view.nodeLimit();
    }

    private int compact(SnapshotWriter writer) {
        try (Arena arena = Arena.ofConfined()) {
            Renumbering nodes = Renumbering.of(view.nodeLimit(), view::nodeLive, arena);
            writer.writeNodes(new ViewNodes(view, nodes));
            writer.writeEdges(new ViewEdges(view, nodes), nodes.limit(), false);
            for (VectorSpace space : view.spaces()) {
                VectorRows all = view.rows(space.number());
                if (all.liveCount() == all.count()) {
                    writer.keepRows(view, space, nodes);
                    continue;
                }
                Renumbering ordinals = Renumbering.of(all.count(), all::live, arena);
                RowSource kept = new ViewRows(all, ordinals, nodes);
                writer.writeVectors(space, kept, 0, kept.count());
                writer.writeRowMap(space, kept, nodes.limit());
            }
            return nodes.limit();
        }
    }

    private SnapshotDescription description(int nodeLimit) {
        SnapshotCounts counts = new SnapshotCounts(
                view.nodeCount(),
                view.edgeCount(),
                vectors(),
                nodeLimit,
                view.nodeIdHighest(),
                view.edgeIdHighest(),
                IntStream.range(0, view.tokenCount(TokenKind.LABEL))
                        .mapToObj(view::nodeCount)
                        .toList(),
                IntStream.range(0, view.tokenCount(TokenKind.EDGE_TYPE))
                        .mapToObj(view::edgeCount)
                        .toList());
        return new SnapshotDescription(
                request,
                parent,
                view.schema(),
                counts,
                (long) view.nodeLimit() - view.base().nodeLimit(),
                (long) view.edgeLimit() - view.base().edgeLimit(),
                view.spaces().stream()
                        .mapToLong(space -> view.mappedRows(space.number()).added())
                        .sum());
    }

    private long vectors() {
        return view.spaces().stream()
                .mapToLong(space -> view.rows(space.number()).liveCount())
                .sum();
    }
}

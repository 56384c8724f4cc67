package io.contextdb.storage.mmap.checkpoint;

import io.contextdb.api.Direction;
import io.contextdb.api.Progress;
import io.contextdb.api.spi.FileSystem;
import io.contextdb.api.spi.SnapshotRequest;
import io.contextdb.api.spi.VectorRows;
import io.contextdb.api.spi.VectorSpace;
import io.contextdb.storage.mmap.base.AdjacencyFileWriter;
import io.contextdb.storage.mmap.base.AdjacencyPatchWriter;
import io.contextdb.storage.mmap.base.BitmapFile;
import io.contextdb.storage.mmap.base.EdgeFile;
import io.contextdb.storage.mmap.base.EdgeFileWriter;
import io.contextdb.storage.mmap.base.EdgeRows;
import io.contextdb.storage.mmap.base.NodeFileWriter;
import io.contextdb.storage.mmap.base.NodeIds;
import io.contextdb.storage.mmap.base.NodeRows;
import io.contextdb.storage.mmap.base.RowMapFile;
import io.contextdb.storage.mmap.base.RowSource;
import io.contextdb.storage.mmap.base.VectorFile;
import io.contextdb.storage.mmap.checkpoint.SnapshotFiles.Content;
import io.contextdb.storage.mmap.delta.MappedRows;
import io.contextdb.storage.mmap.delta.MappedView;
import io.contextdb.storage.mmap.file.DataFile;
import io.contextdb.storage.mmap.file.FileKind;
import io.contextdb.storage.mmap.snapshot.FileEntry;
import io.contextdb.storage.mmap.snapshot.FileRole;
import io.contextdb.storage.mmap.snapshot.SnapshotMetadata;
import io.contextdb.storage.mmap.stage.StageReader;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes the parts of a snapshot: nodes, edges, adjacency, and each vector space. What calls it decides which parts can
 * be shared instead.
 */
final class SnapshotWriter {
    /** The memory adjacency entries may take while they are sorted. */
    private static final long SORT_BUDGET_BYTES = 128L << 20;

    private final FileSystem files;
    private final Path directory;
    private final SnapshotFiles target;
    private final Progress progress;

    SnapshotWriter(
            FileSystem files,
            Path directory,
            SnapshotMetadata parent,
            List<Long> numbers,
            SnapshotRequest request,
            Progress progress) {
        this.files = files;
        this.directory = directory;
        this.target = new SnapshotFiles(files, directory, request.id(), parent, numbers);
        this.progress = progress;
    }

    /** The files so far. */
    SnapshotFiles target() {
        return target;
    }

    /** Takes over the nodes of the parent. */
    void shareNodes() {
        shareNodeFiles();
        target.share(FileKind.DELETIONS, FileEntry.NO_SPACE);
    }

    /** Takes over the nodes of the parent, but not which of them are dead. */
    void shareNodeFiles() {
        target.share(FileKind.NODES, FileEntry.NO_SPACE);
    }

    /** Writes all nodes, and which of them are dead. */
    void writeNodes(NodeRows nodes) {
        if (nodes.limit() == 0) {
            return;
        }
        progress.update("writing nodes", 0, nodes.limit());
        NodeIds ids = NodeIds.of(nodes, 0);
        Content content = Content.ofGraph(FileKind.NODES, FileRole.BASE, nodes.limit(), IdRange.of(ids));
        target.write(content, 0, 0, out -> NodeFileWriter.write(nodes, ids, out));
        writeDeadNodes(nodes.limit(), node -> !nodes.live(node));
        progress.update("writing nodes", nodes.limit(), nodes.limit());
    }

    /** Writes a patch over the parent's nodes, but not which of them are dead. */
    void writeNodePatch(NodeRows nodes, PatchRows patch) {
        target.shareUnder(FileKind.NODES, patch.role());
        NodeIds ids = NodeIds.of(nodes, patch.redirectedCount());
        Content content = Content.ofGraph(FileKind.NODES, patch.role(), patch.count(), IdRange.of(ids));
        target.write(content, 0, 0, out -> NodeFileWriter.writePatch(nodes, ids, patch.redirected(), out));
    }

    /** Writes which nodes are dead, when any is. */
    void writeDeadNodes(int nodeLimit, BitmapFile.DeadRows dead) {
        for (int node = 0; node < nodeLimit; node++) {
            if (dead.dead(node)) {
                target.write(
                        Content.of(FileKind.DELETIONS, FileEntry.NO_SPACE, nodeLimit),
                        0,
                        0,
                        out -> BitmapFile.write(nodeLimit, dead, out));
                return;
            }
        }
    }

    /** Takes over the edges of the parent and their adjacency. */
    void shareEdges() {
        shareEdgeFiles();
        shareAdjacency();
    }

    /** Takes over the columns of the parent's edges. */
    void shareEdgeFiles() {
        target.share(FileKind.EDGES, FileEntry.NO_SPACE);
    }

    /** Takes over the parent's adjacency, which knows no edges of newer nodes, and need not. */
    void shareAdjacency() {
        target.share(FileKind.ADJACENCY, FileEntry.NO_SPACE);
    }

    /** Writes a patch over the columns of the parent's edges. */
    void writeEdgePatch(EdgeRows edges, PatchRows patch) {
        target.shareUnder(FileKind.EDGES, patch.role());
        Content content = Content.ofGraph(FileKind.EDGES, patch.role(), patch.count(), IdRange.of(edges));
        target.write(content, 0, 0, out -> EdgeFileWriter.writePatch(edges, patch.redirected(), out));
    }

    /** Writes a patch over the parent's adjacency. */
    void writeAdjacencyPatch(MappedView view, ListPatch patch) {
        target.shareUnder(FileKind.ADJACENCY, patch.role());
        PatchRows nodes = patch.forward();
        long lists = (long) nodes.count() + patch.backward().count();
        target.write(
                Content.ofGraph(FileKind.ADJACENCY, patch.role(), lists, IdRange.NONE),
                0,
                0,
                out -> AdjacencyPatchWriter.write(
                        patch.lists(view, Direction.OUTGOING),
                        patch.lists(view, Direction.INCOMING),
                        nodes.first(),
                        nodes.added(),
                        out));
    }

    /** Writes the columns of all edges, and their adjacency unless the parent's can be taken over. */
    void writeEdges(EdgeRows edges, int nodeLimit, boolean shareAdjacency) {
        if (edges.count() == 0) {
            return;
        }
        progress.update("writing edges", 0, edges.count());
        Content content = Content.ofGraph(FileKind.EDGES, FileRole.BASE, edges.count(), IdRange.ofAscending(edges));
        target.write(content, 0, 0, out -> EdgeFileWriter.write(edges, out));
        progress.update("writing edges", edges.count(), edges.count());
        if (shareAdjacency) {
            shareAdjacency();
        } else {
            writeAdjacency(nodeLimit);
        }
    }

    private void writeAdjacency(int nodeLimit) {
        FileEntry entry = target.entries().stream()
                .filter(file -> file.kind() == FileKind.EDGES)
                .findFirst()
                .orElseThrow();
        try (Arena arena = Arena.ofShared()) {
            EdgeFile edges = new EdgeFile(
                    DataFile.open(files, directory.resolve(entry.path()), FileKind.EDGES, entry.number(), arena));
            progress.update("sorting adjacency", 0, edges.count());
            target.write(
                    Content.of(FileKind.ADJACENCY, FileEntry.NO_SPACE, edges.count()),
                    0,
                    0,
                    out -> AdjacencyFileWriter.write(edges, nodeLimit, out, SORT_BUDGET_BYTES));
            progress.update("sorting adjacency", edges.count(), edges.count());
        }
    }

    /**
     * Writes what is new in a vector space of a view, all of whose rows stay; takes over everything when nothing is.
     */
    void appendRows(MappedView view, VectorSpace space, int nodeLimit) {
        if (view.mappedRows(space.number()).changed()) {
            appendRows(view, space, Renumbering.none(view.nodeLimit()), nodeLimit);
        } else {
            shareSpace(view, space.number());
        }
    }

    private void appendRows(MappedView view, VectorSpace space, Renumbering nodes, int nodeLimit) {
        MappedRows rows = view.mappedRows(space.number());
        int from = shareLargeVectorFiles(view.base().metadata().files(FileKind.VECTORS, space.number()), rows.count());
        RowSource source = new ViewRows(rows, Renumbering.none(rows.count()), nodes);
        writeVectors(space, source, from, rows.count());
        writeRowMap(space, source, nodeLimit);
    }

    /**
     * Writes a vector space without a dead row, whose nodes get other ordinals: large files are taken over, and so is
     * the index, which knows rows and not nodes. It may lack rows at the end.
     */
    void keepRows(MappedView view, VectorSpace space, Renumbering nodes) {
        appendRows(view, space, nodes, nodes.limit());
        shareIndex(view, space.number());
    }

    private void shareSpace(MappedView view, int space) {
        target.share(FileKind.VECTORS, space);
        target.share(FileKind.ROWS, space);
        target.share(FileKind.DELETIONS, space);
        shareIndex(view, space);
    }

    private void shareIndex(MappedView view, int space) {
        if (!view.base().indexDamaged(space)) {
            target.share(FileKind.INDEX, space);
        }
    }

    /** Writes the rows of a space from one on as a file. */
    void writeVectors(VectorSpace space, RowSource rows, int from, int to) {
        if (from == to) {
            return;
        }
        progress.update("writing vectors " + space.name(), from, to);
        int dimension = rows.dimension();
        target.write(
                Content.of(FileKind.VECTORS, space.number(), to - from),
                dimension,
                VectorRows.paddedDimension(dimension),
                out -> VectorFile.write(rows, from, to, out));
        progress.update("writing vectors " + space.name(), to, to);
    }

    /** Takes the rows of a stage into the snapshot by giving their file a second name. */
    void linkVectors(VectorSpace space, StageReader.Rows staged) {
        target.link(Content.of(FileKind.VECTORS, space.number(), staged.count()), staged.file(), staged.summary());
    }

    /** Writes which nodes the rows of a space belong to, and which are dead. */
    void writeRowMap(VectorSpace space, RowSource rows, int nodeLimit) {
        if (rows.count() == 0) {
            return;
        }
        target.write(
                Content.of(FileKind.ROWS, space.number(), rows.count()),
                0,
                0,
                out -> RowMapFile.write(rows, nodeLimit, out));
        if (rows.liveCount() < rows.count()) {
            target.write(
                    Content.of(FileKind.DELETIONS, space.number(), rows.count()),
                    0,
                    0,
                    out -> BitmapFile.write(rows.count(), row -> !rows.live(row), out));
        }
    }

    /**
     * Takes over those of the parent's vector files that are large beside what is new, and returns the first row that
     * has to be written: a file is written again when it has fewer than twice the rows that come behind it. So the
     * files' sizes fall by halves, there are few, and each row is written a logarithmic number of times.
     */
    int shareLargeVectorFiles(List<FileEntry> present, int count) {
        long first = present.stream().mapToLong(FileEntry::rows).sum();
        int shared = present.size();
        while (shared > 0 && present.get(shared - 1).rows() < 2 * (count - first)) {
            first -= present.get(--shared).rows();
        }
        present.subList(0, shared).forEach(target::share);
        return (int) first;
    }
}

package io.contextdb.storage.mmap.checkpoint;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.Progress;
import io.contextdb.api.spi.FileSystem;
import io.contextdb.api.spi.SnapshotRequest;
import io.contextdb.api.spi.StageRecord;
import io.contextdb.api.spi.TokenKind;
import io.contextdb.api.spi.VectorRows;
import io.contextdb.api.spi.VectorSpace;
import io.contextdb.memory.NativeMemory;
import io.contextdb.storage.mmap.base.VectorFile;
import io.contextdb.storage.mmap.delta.DeltaWriter;
import io.contextdb.storage.mmap.delta.MappedView;
import io.contextdb.storage.mmap.file.DataFile;
import io.contextdb.storage.mmap.file.FileKind;
import io.contextdb.storage.mmap.snapshot.FileEntry;
import io.contextdb.storage.mmap.snapshot.Schema;
import io.contextdb.storage.mmap.snapshot.SnapshotCounts;
import io.contextdb.storage.mmap.stage.StageReader;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a view and the rows of a stage behind it as a snapshot. The stage's numbers of nodes, names and spaces become
 * those that follow the view's; when nothing was written since the stage began, they are the same and columns are
 * copied as they are. Vector files of the stage become part of the snapshot by a second name, unless they are small.
 */
public final class StageImport {
    /** Staged vectors up to this size are written again together with small files before them. */
    private static final long LINK_BYTES_MIN = 16L << 20;

    /** The places of an edge in two adjacency lists with its id, and its offsets. */
    private static final long EDGE_BYTES_MORE = 48;

    /** A node's places in lists, its labels, and its slot in the table of ids. */
    private static final long NODE_BYTES_MORE = 64;

    private static final long HEADERS_BYTES_MAX = 1 << 20;

    private final FileSystem files;
    private final Path directory;
    private final MappedView view;
    private final StageRecord record;
    private final List<Long> numbers;
    private final SnapshotRequest request;
    private final PatchPolicy policy;
    private final Progress progress;

    /**
     * An import into a database's directory.
     *
     * @param numbers the numbers the next files of each kind get
     * @param policy when to write patches of what the load adds nothing to
     */
    public StageImport(
            FileSystem files,
            Path directory,
            MappedView view,
            StageRecord record,
            List<Long> numbers,
            SnapshotRequest request,
            PatchPolicy policy,
            Progress progress) {
        this.files = files;
        this.directory = directory;
        this.view = view;
        this.record = record;
        this.numbers = numbers;
        this.request = request;
        this.policy = policy;
        this.progress = progress;
    }

    /**
     * A bound of the bytes it writes: the rows of the base once more but for vectors, which are shared, and those of
     * the stage, which are a little shorter there.
     */
    public static long bytesMax(MappedView view, StageRecord stage) {
        long base = view.base().metadata().files().stream()
                .filter(file -> file.kind() != FileKind.VECTORS)
                .mapToLong(FileEntry::bytes)
                .sum();
        long staged =
                stage.files().stream().mapToLong(StageRecord.StageFile::bytes).sum();
        return base + staged + stage.nodes() * NODE_BYTES_MORE + stage.edges() * EDGE_BYTES_MORE + HEADERS_BYTES_MAX;
    }

    /** Writes all data files. */
    public PreparedFiles write() {
        try (Arena arena = Arena.ofShared()) {
            progress.update("checking the load", 0, -1);
            StageReader stage = new StageReader(files, directory, record, arena);
            SnapshotWriter writer =
                    new SnapshotWriter(files, directory, view.base().metadata(), numbers, request, progress);
            try {
                return new Run(stage, writer, arena).write();
            } catch (RuntimeException | Error e) {
                writer.target().deleteCreated();
                throw e;
            }
        }
    }

    /** One import, while the stage is mapped. */
    private final class Run {
        private final StageReader stage;
        private final SnapshotWriter writer;
        private final Arena arena;
        private final StagedNodes nodes;
        private final MergedNames labels;
        private final MergedNames types;
        private final MergedNames keys;
        private final MergedSpaces spaces;
        private final int nodeLimit;

        Run(StageReader stage, SnapshotWriter writer, Arena arena) {
            this.stage = stage;
            this.writer = writer;
            this.arena = arena;
            this.nodes = new StagedNodes(view, stage);
            this.labels = new MergedNames(view, stage, TokenKind.LABEL);
            this.types = new MergedNames(view, stage, TokenKind.EDGE_TYPE);
            this.keys = new MergedNames(view, stage, TokenKind.PROPERTY_KEY);
            this.spaces = new MergedSpaces(view, stage);
            checkRoom("nodes", (long) view.nodeLimit() + stage.nodes());
            checkRoom("edges", view.edgeCount() + stage.edges());
            this.nodeLimit = view.nodeLimit() + stage.nodes();
        }

        private void checkRoom(String what, long count) {
            if (count > DeltaWriter.ORDINAL_LIMIT) {
                throw new ContextDbException(
                        ErrorCode.LIMIT_EXCEEDED,
                        count + " " + what + " after the import; a database numbers at most "
                                + DeltaWriter.ORDINAL_LIMIT);
            }
        }

        PreparedFiles write() {
            nodes.check();
            checkEdgeIds();
            checkNames();
            Renumbering none = Renumbering.none(view.nodeLimit());
            ImportNodes allNodes = new ImportNodes(new ViewNodes(view, none), stage, labels, keys);
            if (stage.nodes() > 0) {
                writer.writeNodes(allNodes);
            } else {
                new NodeCheckpoint(view, writer, policy).write();
            }
            if (stage.edges() > 0) {
                long firstId = view.edgeIdHighest() + 1;
                ViewEdges viewEdges = new ViewEdges(view, none);
                writer.writeEdges(new ImportEdges(viewEdges, stage, firstId, nodes, types, keys), nodeLimit, false);
            } else {
                new EdgeCheckpoint(view, writer, policy).write();
            }
            long vectors = writeSpaces();
            return new PreparedFiles(writer.target(), description(allNodes, vectors));
        }

        /** Edges lie by id, so that those of a stage must come behind all of the view. */
        private void checkEdgeIds() {
            if (stage.edgesWithIds()) {
                long first = NativeMemory.getLong(stage.edgeIds());
                if (Long.compareUnsigned(first, view.edgeIdHighest()) <= 0) {
                    throw ImportConflict.because("edge " + Long.toUnsignedString(view.edgeIdHighest())
                            + ", above those of the load, was inserted by another writer");
                }
            }
        }

        private long edgeIdHighest() {
            return stage.edgesWithIds()
                    ? NativeMemory.getLong(stage.edgeIds() + (stage.edges() - 1L) * Long.BYTES)
                    : view.edgeIdHighest() + stage.edges();
        }

        /**
         * A name has one value: no vector of the stage belongs to a node that has got a property of its name meanwhile.
         */
        private void checkNames() {
            if (view.position().equals(stage.position())) {
                return;
            }
            for (StageReader.Rows rows : stage.rows()) {
                int key = view.token(
                        TokenKind.PROPERTY_KEY, spaces.space(rows.space()).name());
                if (key >= 0) {
                    nodes.checkWithout(key, rows);
                }
            }
        }

        /** Writes all vector spaces and returns how many live rows they have. */
        private long writeSpaces() {
            Map<Integer, StageReader.Rows> staged = new HashMap<>();
            for (StageReader.Rows rows : stage.rows()) {
                staged.put(spaces.space(rows.space()).number(), rows);
            }
            long live = 0;
            for (VectorSpace space : spaces.spaces()) {
                StageReader.Rows rows = staged.get(space.number());
                if (rows != null) {
                    live += importRows(space, rows);
                } else if (ofView(space)) {
                    writer.appendRows(view, space, nodeLimit);
                    live += view.rows(space.number()).liveCount();
                }
            }
            return live;
        }

        private boolean ofView(VectorSpace space) {
            return view.spaces().contains(space);
        }

        private int importRows(VectorSpace space, StageReader.Rows staged) {
            VectorFile file = new VectorFile(
                    DataFile.open(files, staged.file(), FileKind.VECTORS, 0, arena),
                    space.options().dimension());
            VectorRows before = ofView(space)
                    ? view.rows(space.number())
                    : new NoRows(space.options().dimension());
            ImportRows rows = new ImportRows(before, staged, nodes, file, nodeLimit, arena);
            List<FileEntry> present = view.base().metadata().files(FileKind.VECTORS, space.number());
            if (file.file().length() >= LINK_BYTES_MIN) {
                int from = writer.shareLargeVectorFiles(present, before.count());
                writer.writeVectors(space, rows, from, before.count());
                writer.linkVectors(space, staged);
            } else {
                int from = writer.shareLargeVectorFiles(present, rows.count());
                writer.writeVectors(space, rows, from, rows.count());
            }
            writer.writeRowMap(space, rows, nodeLimit);
            return rows.liveCount();
        }

        private SnapshotDescription description(ImportNodes allNodes, long vectors) {
            long[] labelNodes = new long[labels.names().size()];
            Arrays.setAll(labelNodes, label -> label < view.tokenCount(TokenKind.LABEL) ? view.nodeCount(label) : 0);
            long highest = view.nodeIdHighest();
            for (int node = view.nodeLimit(); node < nodeLimit; node++) {
                for (int label : allNodes.labels(node)) {
                    labelNodes[label]++;
                }
                long id = allNodes.id(node);
                highest = Long.compareUnsigned(id, highest) > 0 ? id : highest;
            }
            SnapshotCounts counts = new SnapshotCounts(
                    view.nodeCount() + stage.nodes(),
                    view.edgeCount() + stage.edges(),
                    vectors,
                    nodeLimit,
                    highest,
                    edgeIdHighest(),
                    Arrays.stream(labelNodes).boxed().toList(),
                    Arrays.stream(typeEdges()).boxed().toList());
            long vectorsAdded = record.vectors()
                    + view.spaces().stream()
                            .mapToLong(space -> view.mappedRows(space.number()).added())
                            .sum();
            return new SnapshotDescription(
                    request,
                    view.base().metadata(),
                    new Schema(labels.names(), types.names(), keys.names(), spaces.spaces(), spaces.numberNext()),
                    counts,
                    (long) nodeLimit - view.base().nodeLimit(),
                    (long) view.edgeLimit() - view.base().edgeLimit() + stage.edges(),
                    vectorsAdded);
        }

        private long[] typeEdges() {
            long[] typeEdges = new long[types.names().size()];
            Arrays.setAll(typeEdges, type -> type < view.tokenCount(TokenKind.EDGE_TYPE) ? view.edgeCount(type) : 0);
            for (int edge = 0; edge < stage.edges(); edge++) {
                typeEdges[types.number(NativeMemory.getInt(stage.types() + (long) edge * Integer.BYTES))]++;
            }
            return typeEdges;
        }
    }
}

package io.contextdb.storage.mmap.base;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.SalvageReport.Ids;
import io.contextdb.api.spi.FileSystem;
import io.contextdb.api.spi.Storage.LostFile;
import io.contextdb.api.spi.VectorRows;
import io.contextdb.api.spi.VectorSpace;
import io.contextdb.storage.mmap.file.Corruption;
import io.contextdb.storage.mmap.file.DataFile;
import io.contextdb.storage.mmap.file.FileKind;
import io.contextdb.storage.mmap.file.KnownFile;
import io.contextdb.storage.mmap.snapshot.FileEntry;
import io.contextdb.storage.mmap.snapshot.SnapshotMetadata;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot, mapped: the readers of all its files. Opening checks of each file its length, its checksum as the trailer
 * has it, its header and its sections, in time independent of the number of rows. Thread-safe; valid until the arena it
 * was opened with closes.
 */
public final class Base {
    private static final Logger LOG = System.getLogger("io.contextdb.storage");

    private final SnapshotMetadata metadata;
    private final @Nullable NodeFile nodes;
    private final @Nullable BitmapFile deadNodes;
    private final @Nullable EdgeFile edges;
    private final @Nullable AdjacencyFile adjacency;
    private final List<BaseSpace> spaces;
    private final List<DataFile> files;
    /** The numbers of spaces whose index files are not to be used. */
    private final Set<Integer> damagedIndexes = ConcurrentHashMap.newKeySet();

    private Base(
            SnapshotMetadata metadata,
            @Nullable NodeFile nodes,
            @Nullable BitmapFile deadNodes,
            @Nullable EdgeFile edges,
            @Nullable AdjacencyFile adjacency,
            List<BaseSpace> spaces,
            List<DataFile> files,
            Set<Integer> damagedIndexes) {
        this.metadata = metadata;
        this.nodes = nodes;
        this.deadNodes = deadNodes;
        this.edges = edges;
        this.adjacency = adjacency;
        this.spaces = List.copyOf(spaces);
        this.files = List.copyOf(files);
        this.damagedIndexes.addAll(damagedIndexes);
    }

    /** The snapshot before the first one: nothing. */
    public static Base empty() {
        return new Base(SnapshotMetadata.empty(), null, null, null, null, List.of(), List.of(), Set.of());
    }

    /**
     * Maps the files of a snapshot.
     *
     * @param arena unmaps them
     * @throws ContextDbException {@code CORRUPTION} naming the file when one is missing or damaged; an index file is
     *     only logged, and left out
     */
    public static Base open(FileSystem files, Path directory, SnapshotMetadata metadata, Arena arena) {
        return new Opening(files, directory, metadata, arena, null).open();
    }

    /**
     * The same where files may be damaged or missing. One that cannot be opened counts as one without rows, and a patch
     * that cannot be opened leaves what is below it.
     *
     * @param lost told of each of them
     */
    public static Base openDamaged(
            FileSystem files, Path directory, SnapshotMetadata metadata, Arena arena, Consumer<LostFile> lost) {
        return new Opening(files, directory, metadata, arena, lost).open();
    }

    /** The files of a snapshot while they are opened. */
    private static final class Opening {
        private static final Ids NO_IDS = new Ids(0, 0);

        private final FileSystem files;
        private final Path directory;
        private final SnapshotMetadata metadata;
        private final Arena arena;
        /** Who is told of files that cannot be opened; null when there may be none. */
        private final @Nullable Consumer<LostFile> lost;

        private final List<DataFile> opened = new ArrayList<>();
        private final Set<Integer> damagedIndexes = new HashSet<>();

        Opening(
                FileSystem files,
                Path directory,
                SnapshotMetadata metadata,
                Arena arena,
                @Nullable Consumer<LostFile> lost) {
            this.files = files;
            this.directory = directory;
            this.metadata = metadata;
            this.arena = arena;
            this.lost = lost;
        }

        Base open() {
            NodeFile nodes = null;
            for (FileEntry entry : metadata.files(FileKind.NODES, FileEntry.NO_SPACE)) {
                NodeFile below = nodes;
                nodes = attempt(entry, () -> new NodeFile(open(entry), entry.role(), below, arena))
                        .orElse(below);
            }
            BitmapFile dead = bitmap(FileEntry.NO_SPACE);
            EdgeFile edges = null;
            for (FileEntry entry : metadata.files(FileKind.EDGES, FileEntry.NO_SPACE)) {
                EdgeFile below = edges;
                edges = attempt(entry, () -> new EdgeFile(open(entry), entry.role(), below))
                        .orElse(below);
            }
            AdjacencyFile adjacency = null;
            for (FileEntry entry : metadata.files(FileKind.ADJACENCY, FileEntry.NO_SPACE)) {
                AdjacencyFile below = adjacency;
                adjacency = attempt(entry, () -> new AdjacencyFile(open(entry), entry.role(), below))
                        .orElse(below);
            }
            List<BaseSpace> spaces =
                    metadata.schema().spaces().stream().map(this::space).toList();
            return new Base(metadata, nodes, dead, edges, adjacency, spaces, opened, damagedIndexes);
        }

        /** Opens a file; empty when that cannot be done, and somebody is told of it. */
        private <T> Optional<T> attempt(FileEntry entry, Supplier<T> step) {
            try {
                return Optional.of(step.get());
            } catch (ContextDbException e) {
                if (lost == null || e.code() != ErrorCode.CORRUPTION && e.code() != ErrorCode.FORMAT_TOO_NEW) {
                    throw e;
                }
                Ids ids = new Ids(entry.idLowest(), entry.idHighest());
                lost.accept(new LostFile(
                        entry.kind().name().toLowerCase(Locale.ROOT),
                        entry.rows(),
                        ids.equals(NO_IDS) ? Optional.empty() : Optional.of(ids),
                        e));
                return Optional.empty();
            }
        }

        private @Nullable BitmapFile bitmap(int space) {
            return metadata.file(FileKind.DELETIONS, space)
                    .flatMap(entry -> attempt(entry, () -> new BitmapFile(open(entry))))
                    .orElse(null);
        }

        private BaseSpace space(VectorSpace space) {
            Optional<FileEntry> mapEntry = metadata.file(FileKind.ROWS, space.number());
            Optional<RowMapFile> map = mapEntry.flatMap(entry -> attempt(entry, () -> new RowMapFile(open(entry))));
            if (map.isEmpty()) {
                return new BaseSpace(space, null, null);
            }
            int dimension = space.options().dimension();
            List<BaseRows.Part> parts = metadata.files(FileKind.VECTORS, space.number()).stream()
                    .map(entry -> new BaseRows.Part(
                            (int) entry.rows(),
                            attempt(entry, () -> new VectorFile(open(entry), dimension))
                                    .orElse(null)))
                    .toList();
            Optional<BaseRows> rows =
                    attempt(mapEntry.get(), () -> new BaseRows(dimension, map.get(), bitmap(space.number()), parts));
            return new BaseSpace(space, rows.orElse(null), lost == null ? index(space) : null);
        }

        /**
         * The file of a space's index. It holds nothing that could not be built anew, so damage is no reason to refuse
         * the snapshot.
         */
        private @Nullable DataFile index(VectorSpace space) {
            try {
                DataFile file = file(FileKind.INDEX, space.number()).orElse(null);
                if (file != null) {
                    file.section(BaseSpace.INDEX_BYTES);
                }
                return file;
            } catch (ContextDbException e) {
                if (e.code() != ErrorCode.CORRUPTION) {
                    throw e;
                }
                LOG.log(
                        Level.WARNING,
                        "the index of ''{0}'' is built anew, searches compare every row meanwhile: {1}",
                        space.name(),
                        e.getMessage());
                damagedIndexes.add(space.number());
                return null;
            }
        }

        private Optional<DataFile> file(FileKind kind, int space) {
            return metadata.file(kind, space).map(this::open);
        }

        private DataFile open(FileEntry entry) {
            DataFile file = lost == null ? Base.open(files, directory, metadata, entry, arena) : openDamaged(entry);
            opened.add(file);
            return file;
        }

        private DataFile openDamaged(FileEntry entry) {
            int dimension = metadata.schema().spaces().stream()
                    .filter(space -> space.number() == entry.space() && entry.kind() == FileKind.VECTORS)
                    .mapToInt(space -> space.options().dimension())
                    .findFirst()
                    .orElse(0);
            KnownFile known = new KnownFile(
                    entry.kind(),
                    numberInHeader(entry),
                    dimension,
                    dimension == 0 ? 0 : VectorRows.paddedDimension(dimension),
                    entry.bytes(),
                    entry.crc32c());
            DataFile file = DataFile.openDamaged(files, requireThere(files, directory, metadata, entry), known, arena);
            DamagedDescription.complete(file, entry, metadata);
            return file;
        }
    }

    private static Path requireThere(FileSystem files, Path directory, SnapshotMetadata metadata, FileEntry entry) {
        Path path = directory.resolve(entry.path());
        if (!files.exists(path)) {
            throw Corruption.at(path, 0, "snapshot " + metadata.id() + " names the file, and it is missing");
        }
        return path;
    }

    private static long numberInHeader(FileEntry entry) {
        return entry.kind() == FileKind.VECTORS ? 0 : entry.number();
    }

    /**
     * Maps one file of a snapshot.
     *
     * @throws ContextDbException {@code CORRUPTION} when it is missing, damaged, or not the file the snapshot names
     */
    public static DataFile open(
            FileSystem files, Path directory, SnapshotMetadata metadata, FileEntry entry, Arena arena) {
        Path path = requireThere(files, directory, metadata, entry);
        DataFile file = DataFile.open(files, path, entry.kind(), numberInHeader(entry), arena);
        if (file.length() != entry.bytes()) {
            throw Corruption.at(
                    path, file.length(), "snapshot " + metadata.id() + " says it has " + entry.bytes() + " bytes");
        }
        if (file.checksum() != entry.crc32c()) {
            throw Corruption.at(path, 0, Corruption.checksums(file.checksum(), entry.crc32c()));
        }
        return file;
    }

    /** What the snapshot's document says. */
    public SnapshotMetadata metadata() {
        return metadata;
    }

    /** Every node ordinal is below. */
    public int nodeLimit() {
        return nodes == null ? 0 : nodes.limit();
    }

    /** Every edge ordinal is below. */
    public int edgeLimit() {
        return edges == null ? 0 : edges.limit();
    }

    /** The edges below this ordinal have ascending ids: those of the lowest file. */
    public int edgesAscending() {
        return edges == null ? 0 : edges.base().count();
    }

    /** Whether an edge is dead. */
    public boolean edgeDead(int edge) {
        return edges().dead(edge);
    }

    /** The nodes, when there are any. */
    public NodeFile nodes() {
        return Objects.requireNonNull(nodes);
    }

    /** Whether a node is dead. */
    public boolean nodeDead(int node) {
        return deadNodes != null && deadNodes.get(node);
    }

    /** The ordinal of the live node with an id, or -1. */
    public int findNode(long id) {
        if (nodes == null) {
            return -1;
        }
        int node = nodes.find(id);
        return node >= 0 && nodeDead(node) ? -1 : node;
    }

    /** The edges, when there are any. */
    public EdgeFile edges() {
        return Objects.requireNonNull(edges);
    }

    /** The ordinal of the live edge with an id, or -1. */
    public int findEdge(long id) {
        if (edges == null) {
            return -1;
        }
        int edge = edges.find(id);
        return edge >= 0 && edges.dead(edge) ? -1 : edge;
    }

    /** Which nodes are joined; null when there are no edges. */
    public @Nullable AdjacencyFile adjacency() {
        return adjacency;
    }

    /** The vector spaces by ascending number. */
    public List<BaseSpace> spaces() {
        return spaces;
    }

    /** Whether the index file of a space is missing or damaged, as far as is known. */
    public boolean indexDamaged(int space) {
        return damagedIndexes.contains(space);
    }

    /** The numbers of the spaces whose index files are missing or damaged, as far as is known. */
    public Set<Integer> damagedIndexes() {
        return Set.copyOf(damagedIndexes);
    }

    /** Makes known that the index file of a space is damaged. */
    public void noteIndexDamaged(int space) {
        damagedIndexes.add(space);
    }

    /** All mapped files in the order of the document's kinds. */
    public List<DataFile> files() {
        return files;
    }
}

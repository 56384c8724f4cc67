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
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Opens the files of a snapshot. Either all must be sound, but for those of indexes; or somebody is told of those that
 * cannot be opened, and what can be read of the others is made readable. Used once.
 */
final class BaseOpening {
    private static final Logger LOG = System.getLogger("io.contextdb.storage");
    private static final Ids NO_IDS = new Ids(0, 0);

    private final FileSystem files;
    private final Path directory;
    private final SnapshotMetadata metadata;
    private final Arena arena;
    /** Who is told of files that cannot be opened; null when there may be none. */
    private final @Nullable Consumer<LostFile> lost;

    private final Set<Integer> damagedIndexes = new HashSet<>();

    /** An opening of files that {@code arena} unmaps; {@code lost} is null when all must be sound. */
    BaseOpening(
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

    /** Opens all of them. */
    Base open() {
        NodeFile nodes = null;
        for (FileEntry entry : metadata.files(FileKind.NODES, FileEntry.NO_SPACE)) {
            NodeFile below = nodes;
            nodes = attempt(entry, () -> nodes(entry, below)).orElse(below);
        }
        BitmapFile dead = bitmap(FileEntry.NO_SPACE);
        EdgeFile edges = null;
        for (FileEntry entry : metadata.files(FileKind.EDGES, FileEntry.NO_SPACE)) {
            EdgeFile below = edges;
            edges = attempt(entry, () -> edges(entry, below)).orElse(below);
        }
        AdjacencyFile adjacency = null;
        for (FileEntry entry : metadata.files(FileKind.ADJACENCY, FileEntry.NO_SPACE)) {
            AdjacencyFile below = adjacency;
            adjacency = attempt(entry, () -> new AdjacencyFile(open(entry), entry.role(), below))
                    .orElse(below);
        }
        List<BaseSpace> spaces =
                metadata.schema().spaces().stream().map(this::space).toList();
        return new Base(metadata, nodes, dead, edges, adjacency, spaces, damagedIndexes);
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

    private NodeFile nodes(FileEntry entry, @Nullable NodeFile below) {
        DataFile file = open(entry);
        Description description = lost == null ? Description.of(file) : DamagedDescription.nodes(file, entry);
        return new NodeFile(file, description, entry.role(), below, arena);
    }

    private EdgeFile edges(FileEntry entry, @Nullable EdgeFile below) {
        DataFile file = open(entry);
        Description description = lost == null ? Description.of(file) : DamagedDescription.edges(file, entry, metadata);
        return new EdgeFile(file, description, entry.role(), below);
    }

    private RowMapFile rowMap(FileEntry entry, @Nullable BitmapFile dead) {
        DataFile file = open(entry);
        return new RowMapFile(
                file, lost == null ? Description.of(file) : DamagedDescription.rows(file, entry, metadata, dead));
    }

    private @Nullable BitmapFile bitmap(int space) {
        return metadata.file(FileKind.DELETIONS, space)
                .flatMap(entry -> attempt(entry, () -> new BitmapFile(open(entry))))
                .orElse(null);
    }

    private BaseSpace space(VectorSpace space) {
        BitmapFile dead = bitmap(space.number());
        Optional<FileEntry> mapEntry = metadata.file(FileKind.ROWS, space.number());
        Optional<RowMapFile> map = mapEntry.flatMap(entry -> attempt(entry, () -> rowMap(entry, dead)));
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
        Optional<BaseRows> rows = attempt(mapEntry.get(), () -> new BaseRows(dimension, map.get(), dead, parts));
        return new BaseSpace(space, rows.orElse(null), lost == null ? index(space) : null);
    }

    /**
     * The file of a space's index. It holds nothing that could not be built anew, so damage is no reason to refuse the
     * snapshot.
     */
    private @Nullable DataFile index(VectorSpace space) {
        try {
            DataFile file = metadata.file(FileKind.INDEX, space.number())
                    .map(this::open)
                    .orElse(null);
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

    private DataFile open(FileEntry entry) {
        return lost == null ? openSound(entry) : openDamaged(entry);
    }

    /** Opens one that must be sound. */
    DataFile openSound(FileEntry entry) {
        Path path = requireThere(entry);
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
        return DataFile.openDamaged(files, requireThere(entry), known, arena);
    }

    private Path requireThere(FileEntry entry) {
        Path path = directory.resolve(entry.path());
        if (!files.exists(path)) {
            throw Corruption.at(path, 0, "snapshot " + metadata.id() + " names the file, and it is missing");
        }
        return path;
    }

    private static long numberInHeader(FileEntry entry) {
        return entry.kind() == FileKind.VECTORS ? 0 : entry.number();
    }
}

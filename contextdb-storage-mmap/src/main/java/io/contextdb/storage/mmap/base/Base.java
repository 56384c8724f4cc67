package io.contextdb.storage.mmap.base;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.spi.FileSystem;
import io.contextdb.api.spi.Storage.LostFile;
import io.contextdb.storage.mmap.file.DataFile;
import io.contextdb.storage.mmap.snapshot.FileEntry;
import io.contextdb.storage.mmap.snapshot.SnapshotMetadata;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot, mapped: the readers of all its files. Opening checks of each file its length, its checksum as the trailer
 * has it, its header and its sections, in time independent of the number of rows. Thread-safe; valid until the arena it
 * was opened with closes.
 */
public final class Base {
    private final SnapshotMetadata metadata;
    private final @Nullable NodeFile nodes;
    private final @Nullable BitmapFile deadNodes;
    private final @Nullable EdgeFile edges;
    private final @Nullable AdjacencyFile adjacency;
    private final List<BaseSpace> spaces;
    /** The numbers of spaces whose index files are not to be used. */
    private final Set<Integer> damagedIndexes = ConcurrentHashMap.newKeySet();

    /** A snapshot of these readers. */
    Base(
            SnapshotMetadata metadata,
            @Nullable NodeFile nodes,
            @Nullable BitmapFile deadNodes,
            @Nullable EdgeFile edges,
            @Nullable AdjacencyFile adjacency,
            List<BaseSpace> spaces,
            Set<Integer> damagedIndexes) {
        this.metadata = metadata;
        this.nodes = nodes;
        this.deadNodes = deadNodes;
        this.edges = edges;
        this.adjacency = adjacency;
        this.spaces = List.copyOf(spaces);
        this.damagedIndexes.addAll(damagedIndexes);
    }

    /** The snapshot before the first one: nothing. */
    public static Base empty() {
        return new Base(SnapshotMetadata.empty(), null, null, null, null, List.of(), Set.of());
    }

    /**
     * Maps the files of a snapshot.
     *
     * @param arena unmaps them
     * @throws ContextDbException {@code CORRUPTION} naming the file when one is missing or damaged; an index file is
     *     only logged, and left out
     */
    public static Base open(FileSystem files, Path directory, SnapshotMetadata metadata, Arena arena) {
        return new BaseOpening(files, directory, metadata, arena, null).open();
    }

    /**
     * The same where files may be damaged or missing. One that cannot be opened counts as one without rows, and a patch
     * that cannot be opened leaves what is below it.
     *
     * @param lost told of each of them
     */
    public static Base openDamaged(
            FileSystem files, Path directory, SnapshotMetadata metadata, Arena arena, Consumer<LostFile> lost) {
        return new BaseOpening(files, directory, metadata, arena, lost).open();
    }

    /**
     * Maps one file of a snapshot.
     *
     * @throws ContextDbException {@code CORRUPTION} when it is missing, damaged, or not the file the snapshot names
     */
    public static DataFile open(
            FileSystem files, Path directory, SnapshotMetadata metadata, FileEntry entry, Arena arena) {
        return new BaseOpening(files, directory, metadata, arena, null).openSound(entry);
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
}

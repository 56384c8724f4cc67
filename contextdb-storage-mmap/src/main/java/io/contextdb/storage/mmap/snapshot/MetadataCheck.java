package io.contextdb.storage.mmap.snapshot;

import io.contextdb.api.spi.VectorSpace;
import io.contextdb.storage.mmap.file.Corruption;
import io.contextdb.storage.mmap.file.FileKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Whether the members of a document fit each other. A document may come from an archive that somebody else wrote, so a
 * sound checksum says that it arrived as it was written, and not that it makes sense.
 */
final class MetadataCheck {
    private static final Set<FileKind> ONE_FOR_EACH_SPACE = Set.of(FileKind.ROWS, FileKind.INDEX, FileKind.DELETIONS);

    private final Path path;
    private final SnapshotMetadata metadata;

    private MetadataCheck(Path path, SnapshotMetadata metadata) {
        this.path = path;
        this.metadata = metadata;
    }

    /** {@code CORRUPTION} when they do not; {@code path} is for messages. */
    static void run(Path path, SnapshotMetadata metadata) {
        MetadataCheck check = new MetadataCheck(path, metadata);
        check.files();
        check.graph();
        check.spaces();
    }

    private record Place(FileKind kind, int space) {}

    private void files() {
        Set<String> paths = new HashSet<>();
        Set<Place> places = new HashSet<>();
        for (FileEntry file : metadata.files()) {
            require(paths.add(file.path()), "it names " + file.path() + " twice");
            require(
                    places.add(new Place(file.kind(), file.space())) || !ONE_FOR_EACH_SPACE.contains(file.kind()),
                    "it names two files of kind " + file.kind() + " where there is one, the second being "
                            + file.path());
        }
    }

    private void graph() {
        SnapshotCounts counts = metadata.counts();
        Schema schema = metadata.schema();
        require(has(FileKind.NODES) == counts.nodeLimit() > 0, "its files of nodes are not those of its node_limit");
        require(has(FileKind.EDGES) == has(FileKind.ADJACENCY), "it has files of edges or of adjacency alone");
        require(
                counts.labelNodes().size() <= schema.labels().size()
                        && counts.typeEdges().size() <= schema.edgeTypes().size(),
                "it counts more labels or edge types than it names");
    }

    private boolean has(FileKind kind) {
        return !metadata.files(kind, FileEntry.NO_SPACE).isEmpty();
    }

    private void spaces() {
        List<Integer> numbers = new ArrayList<>();
        for (VectorSpace space : metadata.schema().spaces()) {
            numbers.add(space.number());
        }
        require(
                numbers.equals(numbers.stream().sorted().distinct().toList())
                        && (numbers.isEmpty()
                                || numbers.getLast() < metadata.schema().spaceNumberNext()),
                "the numbers of its vector spaces are " + numbers + ", and next_vector_space is "
                        + metadata.schema().spaceNumberNext());
    }

    private void require(boolean good, String what) {
        if (!good) {
            throw Corruption.at(path, 0, what);
        }
    }
}

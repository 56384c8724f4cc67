package io.contextdb.storage.mmap.snapshot;

import io.contextdb.api.Snapshot;
import io.contextdb.api.SnapshotDetails;
import io.contextdb.api.spi.DatabaseId;
import io.contextdb.api.spi.LogPosition;
import io.contextdb.api.spi.SnapshotManifest;
import io.contextdb.api.spi.SnapshotManifest.DataFile;
import io.contextdb.api.spi.SnapshotRecord;
import io.contextdb.storage.mmap.file.FileKind;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a snapshot is: its place in the log, its names and vector spaces, and the files that hold the rest.
 *
 * @param database which database it is a snapshot of; {@link DatabaseId#NONE} until it is committed
 * @param parentId the snapshot it was made from, or {@link #NO_PARENT}
 * @param operation what caused it
 * @param compactIndex the last command that gave nodes new ordinals; 0 for none
 * @param schema its names and vector spaces
 * @param files its files; those of one kind and space in the order of their rows, patches behind what they lie on
 * @param numbers for each {@link FileKind} by ordinal, the number the next file of that kind gets
 */
public record SnapshotMetadata(
        DatabaseId database,
        long id,
        long timestampMillis,
        long parentId,
        Snapshot.Operation operation,
        LogPosition position,
        long compactIndex,
        SnapshotCounts counts,
        SnapshotSummary summary,
        Schema schema,
        List<FileEntry> files,
        List<Long> numbers) {
    /** The parent of the first snapshot. */
    public static final long NO_PARENT = 0;

    /** Copies the lists. */
    public SnapshotMetadata {
        files = List.copyOf(files);
        numbers = List.copyOf(numbers);
    }

    /** The empty database, before its first snapshot. */
    public static SnapshotMetadata empty() {
        return new SnapshotMetadata(
                DatabaseId.NONE,
                0,
                0,
                NO_PARENT,
                Snapshot.Operation.CHECKPOINT,
                LogPosition.START,
                0,
                SnapshotCounts.NONE,
                SnapshotSummary.NONE,
                Schema.initial(),
                List.of(),
                Collections.nCopies(FileKind.values().length, 1L));
    }

    /** The same as a snapshot of a database. */
    SnapshotMetadata of(DatabaseId owner) {
        return with(owner, files);
    }

    /** The same without some files. */
    SnapshotMetadata without(Set<String> paths) {
        return with(
                database,
                files.stream().filter(file -> !paths.contains(file.path())).toList());
    }

    private SnapshotMetadata with(DatabaseId owner, List<FileEntry> entries) {
        return new SnapshotMetadata(
                owner,
                id,
                timestampMillis,
                parentId,
                operation,
                position,
                compactIndex,
                counts,
                summary,
                schema,
                entries,
                numbers);
    }

    /** The files of a kind that belong to a space, in the order of their rows. */
    public List<FileEntry> files(FileKind kind, int space) {
        return files.stream()
                .filter(file -> file.kind() == kind && file.space() == space)
                .toList();
    }

    /** The only file of a kind and space, when there is one. */
    public Optional<FileEntry> file(FileKind kind, int space) {
        List<FileEntry> found = files(kind, space);
        assert found.size() <= 1 : found;
        return found.stream().findFirst();
    }

    /** What users see of it. */
    public SnapshotDetails toDetails() {
        SnapshotDetails.Changes changes = new SnapshotDetails.Changes(
                summary.nodesAdded(),
                summary.edgesAdded(),
                summary.vectorsAdded(),
                summary.nodesRemoved(),
                summary.edgesRemoved(),
                summary.vectorsRemoved());
        return new SnapshotDetails(
                toRecord().snapshot(),
                parentId,
                Optional.of(changes),
                files.stream().map(FileEntry::toDataFile).toList());
    }

    /** What the engine sees of it. */
    public SnapshotRecord toRecord() {
        long bytes = files.stream().mapToLong(FileEntry::bytes).sum();
        long bytesWritten = files.stream()
                .filter(file -> file.createdBySnapshot() == id)
                .mapToLong(FileEntry::bytes)
                .sum();
        Snapshot snapshot = new Snapshot(
                id,
                Instant.ofEpochMilli(timestampMillis),
                position.index(),
                operation,
                counts.nodes(),
                counts.edges(),
                counts.vectors(),
                bytes,
                bytesWritten);
        return new SnapshotRecord(snapshot, position, files.size(), compactIndex);
    }

    /** What is needed to move it. */
    SnapshotManifest toManifest() {
        List<DataFile> moved = files.stream()
                .map(file -> new DataFile(
                        file.path(),
                        file.bytes(),
                        file.sha256(),
                        file.createdBySnapshot(),
                        file.kind() != FileKind.VECTORS,
                        file.kind() == FileKind.INDEX))
                .toList();
        return new SnapshotManifest(database, toRecord(), parentId, moved);
    }
}

package io.contextdb.storage.mmap.checkpoint;

import io.contextdb.api.spi.FileSystem;
import io.contextdb.storage.mmap.file.DataFileWriter;
import io.contextdb.storage.mmap.file.FileKind;
import io.contextdb.storage.mmap.file.FileSummary;
import io.contextdb.storage.mmap.snapshot.FileEntry;
import io.contextdb.storage.mmap.snapshot.FileRole;
import io.contextdb.storage.mmap.snapshot.SnapshotMetadata;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * The files of a snapshot that is being written: new ones, numbered on from those there are, and shared ones. Used by
 * one thread.
 */
final class SnapshotFiles {
    private final FileSystem files;
    private final Path directory;
    private final long snapshotId;
    private final SnapshotMetadata parent;
    private final long[] numbers;
    private final List<FileEntry> entries = new ArrayList<>();
    /** Paths of the new files. */
    private final List<Path> created = new ArrayList<>();

    /**
     * The files of a snapshot.
     *
     * @param parent whose files may be shared
     * @param numbers the numbers the next files of each kind get
     */
    SnapshotFiles(FileSystem files, Path directory, long snapshotId, SnapshotMetadata parent, List<Long> numbers) {
        this.files = files;
        this.directory = directory;
        this.snapshotId = snapshotId;
        this.parent = parent;
        this.numbers = numbers.stream().mapToLong(Long::longValue).toArray();
    }

    /**
     * What is said of a new file beside its bytes.
     *
     * @param name what an index file is named after; empty for other kinds
     * @param rows the rows in it
     * @param idLowest the lowest id in it, {@code idHighest} the highest; 0 where ids do not apply
     * @param role whether it is a patch
     */
    record Content(FileKind kind, String name, int space, long rows, long idLowest, long idHighest, FileRole role) {
        /** A file without ids of its own. */
        static Content of(FileKind kind, int space, long rows) {
            return new Content(kind, "", space, rows, 0, 0, FileRole.BASE);
        }

        /** A file of nodes, edges or adjacency. */
        static Content ofGraph(FileKind kind, FileRole role, long rows, IdRange ids) {
            return new Content(kind, "", FileEntry.NO_SPACE, rows, ids.lowest(), ids.highest(), role);
        }
    }

    /** Writes a file and returns what the snapshot says of it. */
    FileEntry write(Content content, int parameter0, int parameter1, Consumer<DataFileWriter> body) {
        FileKind kind = content.kind();
        long number = nextNumber(kind);
        String path = path(content, number);
        Path target = directory.resolve(path);
        FileSummary summary;
        long inHeader = kind == FileKind.VECTORS ? 0 : number;
        try (DataFileWriter out = new DataFileWriter(files, target, kind, inHeader, parameter0, parameter1)) {
            body.accept(out);
            summary = out.finish();
        }
        return add(content, number, path, summary);
    }

    /** Gives a file that was written elsewhere a second name in the snapshot. */
    FileEntry link(Content content, Path existing, FileSummary summary) {
        long number = nextNumber(content.kind());
        String path = path(content, number);
        Path target = directory.resolve(path);
        files.delete(target);
        files.link(existing, target);
        return add(content, number, path, summary);
    }

    private long nextNumber(FileKind kind) {
        return numbers[kind.ordinal()]++;
    }

    private static String path(Content content, long number) {
        return content.name().isEmpty()
                ? content.kind().path(number)
                : content.kind().path(content.name(), number);
    }

    private FileEntry add(Content content, long number, String path, FileSummary summary) {
        FileEntry entry = new FileEntry(
                content.kind(),
                path,
                number,
                content.space(),
                summary.bytes(),
                content.rows(),
                summary.crc32c(),
                summary.sha256(),
                content.idLowest(),
                content.idHighest(),
                snapshotId,
                content.role());
        entries.add(entry);
        created.add(directory.resolve(path));
        return entry;
    }

    /** Takes over the parent's files of a kind and space; returns whether there are any. */
    boolean share(FileKind kind, int space) {
        List<FileEntry> shared = parent.files(kind, space);
        entries.addAll(shared);
        return !shared.isEmpty();
    }

    /** Takes over the parent's files of a kind on which a patch of a role lies. */
    void shareUnder(FileKind kind, FileRole patch) {
        parent.files(kind, FileEntry.NO_SPACE).stream()
                .filter(entry -> entry.role().compareTo(patch) < 0)
                .forEach(entries::add);
    }

    /** Takes over one file of the parent. */
    void share(FileEntry entry) {
        entries.add(entry);
    }

    /** Leaves a file of the parent out again. */
    void drop(FileEntry shared) {
        boolean removed = entries.remove(shared);
        assert removed : shared;
    }

    /** All files by kind, space and number. */
    List<FileEntry> entries() {
        List<FileEntry> sorted = new ArrayList<>(entries);
        sorted.sort(Comparator.comparing(FileEntry::kind)
                .thenComparingInt(FileEntry::space)
                .thenComparingLong(FileEntry::number));
        return sorted;
    }

    /** The numbers the next files get. */
    List<Long> numbers() {
        return Arrays.stream(numbers).boxed().toList();
    }

    /** Makes the names of new files durable. */
    void sync() {
        TreeSet<Path> directories = new TreeSet<>();
        created.forEach(path -> directories.add(Objects.requireNonNull(path.getParent())));
        directories.forEach(files::syncDirectory);
    }

    /** Deletes the new files. */
    void deleteCreated() {
        created.forEach(files::delete);
    }
}

package io.contextdb.archive;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.spi.FileSystem;
import io.contextdb.api.spi.SnapshotDocuments;
import io.contextdb.api.spi.SnapshotManifest.DataFile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** The files of a database's directory, which is only read. */
public final class DirectorySource implements FileSource {
    private final FileSystem files;
    private final Path directory;
    private final SnapshotDocuments reader;

    /**
     * The files of a directory.
     *
     * @param files reaches it and where files are brought to
     */
    public DirectorySource(FileSystem files, Path directory, SnapshotDocuments reader) {
        this.files = files;
        this.directory = directory;
        this.reader = reader;
    }

    @Override
    public SortedSet<Long> snapshots() {
        return new TreeSet<>(LocalSnapshot.ids(files, directory));
    }

    @Override
    public Optional<Found> snapshot(long id) {
        Optional<byte[]> document = LocalSnapshot.bytes(files, directory, id);
        String origin = directory.resolve(SnapshotDocuments.path(id)).toString();
        return document.flatMap(
                bytes -> Documents.parseSound(reader, id, origin, bytes).map(manifest -> new Found(manifest, bytes)));
    }

    @Override
    public boolean has(DataFile file) {
        Path path = directory.resolve(file.path());
        return files.exists(path) && files.size(path) == file.bytes();
    }

    /** Why a file is not what a snapshot says; empty when it is. */
    public Optional<String> problem(DataFile file) {
        Path path = directory.resolve(file.path());
        if (!files.exists(path)) {
            return Optional.of("the file is missing");
        }
        long bytes = files.size(path);
        if (bytes != file.bytes()) {
            return Optional.of("it has " + bytes + " bytes instead of " + file.bytes());
        }
        try (Arena arena = Arena.ofConfined()) {
            return problem(file, files.map(path, arena));
        }
    }

    private static Optional<String> problem(DataFile file, MemorySegment content) {
        String digest = Digests.sha256(content);
        return digest.equals(file.sha256())
                ? Optional.empty()
                : Optional.of("its SHA-256 is " + digest + " instead of " + file.sha256());
    }

    @Override
    public Optional<String> fetch(DataFile file, Path target) {
        if (!has(file)) {
            return problem(file);
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment content = files.map(directory.resolve(file.path()), arena);
            Optional<String> problem = problem(file, content);
            if (problem.isEmpty()) {
                files.writeAll(target, content);
            }
            return problem;
        }
    }

    /** {@code FILE_NOT_FOUND} when there is no such directory. */
    public void require() {
        if (!files.exists(directory)) {
            throw new ContextDbException(ErrorCode.FILE_NOT_FOUND, "there is no directory " + directory);
        }
    }

    @Override
    public String toString() {
        return directory.toString();
    }
}

package io.contextdb.storage.mmap.snapshot;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.spi.DatabaseId;
import io.contextdb.api.spi.FileSystem;
import io.contextdb.api.spi.SnapshotDocuments;
import io.contextdb.api.spi.WritableFile;
import io.contextdb.storage.mmap.file.Corruption;
import io.contextdb.storage.mmap.file.DataFileWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The directory {@code metadata}: a document for each snapshot, and {@code HEAD}, a hint for people and tools that is
 * never read here.
 *
 * <p>A document is written under a temporary name, synced, and linked to its name, which fails when the name is taken:
 * the link is the commit. Then the directory is synced.
 */
public final class SnapshotDirectory {
    private static final System.Logger LOG = System.getLogger(SnapshotDirectory.class.getName());
    private static final int DOCUMENT_BYTES_MAX = 256 << 20;

    /** Greater documents are parsed each time. */
    private static final int KEPT_BYTES_MAX = 1 << 20;

    private final FileSystem files;
    private final Path home;
    private final Path directory;

    /** What was read last, by id. */
    private final Map<Long, Parsed> parsed = new ConcurrentHashMap<>();

    private record Parsed(byte[] document, SnapshotMetadata metadata) {}

    private final DatabaseId database;

    /** The snapshots in the directory of a database. */
    public SnapshotDirectory(FileSystem files, Path home, DatabaseId database) {
        this.files = files;
        this.home = home;
        this.directory = home.resolve(SnapshotDocuments.FOLDER);
        this.database = database;
    }

    /** Where the documents are. */
    public Path path() {
        return directory;
    }

    /** Creates the directory when it is missing. */
    public void create() {
        files.createDirectories(directory);
    }

    /** The ids of all documents, sound or not, ascending. */
    public List<Long> ids() {
        List<Long> ids = new ArrayList<>();
        for (Path path : files.list(directory)) {
            SnapshotDocuments.idOfFile(String.valueOf(path.getFileName())).ifPresent(ids::add);
        }
        ids.sort(null);
        return ids;
    }

    /**
     * The sound snapshots, oldest first.
     *
     * @throws ContextDbException {@code FORMAT_TOO_NEW} when one is of a newer version, {@code FOREIGN_FILE} when one
     *     is of another database
     */
    public List<SnapshotMetadata> sound() {
        List<SnapshotMetadata> sound = new ArrayList<>();
        List<Long> ids = ids();
        parsed.keySet().retainAll(Set.copyOf(ids));
        ids.forEach(id -> readSound(id).ifPresent(sound::add));
        return sound;
    }

    /** The ids of the documents that are damaged, ascending. */
    public List<Long> damaged() {
        return ids().stream().filter(id -> readSound(id).isEmpty()).toList();
    }

    /** The newest sound snapshot, when there is one. */
    public Optional<SnapshotMetadata> newest() {
        return ids().reversed().stream().flatMap(id -> readSound(id).stream()).findFirst();
    }

    private Optional<SnapshotMetadata> readSound(long id) {
        try {
            return Optional.of(read(id));
        } catch (ContextDbException e) {
            if (e.code() != ErrorCode.CORRUPTION) {
                throw e;
            }
            return Optional.empty();
        }
    }

    /**
     * A snapshot; {@code CORRUPTION} when its document is damaged, {@code FOREIGN_FILE} when it is of another database.
     */
    public SnapshotMetadata read(long id) {
        Path path = document(id);
        SnapshotMetadata metadata = parse(id, path, files.readAll(path, DOCUMENT_BYTES_MAX));
        if (metadata.id() != id) {
            throw Corruption.at(path, 0, "it is the document of snapshot " + metadata.id());
        }
        if (!database.takes(metadata.database())) {
            throw new ContextDbException(
                    ErrorCode.FOREIGN_FILE,
                    path + " is a snapshot of the database " + metadata.database() + "; this one is " + database
                            + ": take the file away");
        }
        return metadata;
    }

    /** What a document says; nothing is parsed twice whose bytes are the same as the last time. */
    private SnapshotMetadata parse(long id, Path path, byte[] document) {
        Parsed before = parsed.get(id);
        if (before != null && Arrays.equals(before.document, document)) {
            return before.metadata;
        }
        SnapshotMetadata metadata = SnapshotJson.read(path, document);
        if (document.length <= KEPT_BYTES_MAX) {
            parsed.put(id, new Parsed(document, metadata));
        }
        return metadata;
    }

    /** The length of a snapshot's document. */
    public long bytes(long id) {
        return files.size(document(id));
    }

    /**
     * Makes a snapshot part of the database. A damaged document of the same id gives way.
     *
     * @throws ContextDbException {@code ALREADY_EXISTS} when there is a sound one
     */
    public void commit(SnapshotMetadata metadata) {
        Path path = document(metadata.id());
        if (files.exists(path) && readSound(metadata.id()).isEmpty()) {
            files.delete(path);
        }
        Path temporary = write(path, SnapshotJson.write(metadata.of(database)));
        try {
            files.link(temporary, path);
        } catch (RuntimeException e) {
            afterFailure(temporary, e);
            throw e;
        }
        try {
            files.delete(temporary);
            files.syncDirectory(directory);
        } catch (RuntimeException e) {
            // Nobody was told of the snapshot, so whoever tries again must not find it.
            afterFailure(path, e);
            throw e;
        }
        writeHead(metadata.id());
    }

    private void afterFailure(Path path, RuntimeException failure) {
        try {
            files.delete(path);
        } catch (ContextDbException e) {
            failure.addSuppressed(e);
        }
    }

    /** The snapshot is committed by then, and a hint is nothing to fail for. */
    private void writeHead(long id) {
        Path head = directory.resolve("HEAD");
        try {
            byte[] hint = ("{\"snapshot_id\":" + id + "}\n").getBytes(StandardCharsets.US_ASCII);
            files.rename(write(head, hint), head);
        } catch (ContextDbException e) {
            LOG.log(System.Logger.Level.WARNING, "the hint " + head + " could not be written", e);
        }
    }

    private Path write(Path path, byte[] content) {
        Path temporary = path.resolveSibling(path.getFileName() + DataFileWriter.TEMPORARY_SUFFIX);
        files.delete(temporary);
        try (WritableFile file = files.create(temporary)) {
            file.write(ByteBuffer.wrap(content), 0);
            file.force(true);
        }
        return temporary;
    }

    /** Deletes a document; the directory is not synced. */
    public void delete(long id) {
        files.delete(document(id));
    }

    /** Makes deletions durable. */
    public void sync() {
        files.syncDirectory(directory);
    }

    private Path document(long id) {
        return home.resolve(SnapshotDocuments.path(id));
    }
}

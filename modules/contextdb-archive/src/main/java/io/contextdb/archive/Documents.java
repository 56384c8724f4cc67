package io.contextdb.archive;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.spi.ObjectStore;
import io.contextdb.api.spi.ObjectStore.ObjectInfo;
import io.contextdb.api.spi.SnapshotDocuments;
import io.contextdb.api.spi.SnapshotManifest;
import io.contextdb.api.spi.SnapshotManifest.DataFile;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The documents of snapshots in a store, or of a database's directory, by number. */
final class Documents {
    /** No document is read that is larger: as many files as that names, no database has. */
    static final int BYTES_MAX = 256 << 20;

    /** What the keys of documents, and of whatever else is kept beside them, begin with. */
    static final String FOLDER = SnapshotDocuments.FOLDER + "/";

    private final ObjectStore store;
    private final SnapshotDocuments reader;

    Documents(ObjectStore store, SnapshotDocuments reader) {
        this.store = store;
        this.reader = reader;
    }

    /** What the store has, by number. */
    NavigableMap<Long, ObjectInfo> all() {
        NavigableMap<Long, ObjectInfo> all = new TreeMap<>();
        store.list(FOLDER, object -> {
            // A number with more zeros than documents have is somebody else's file.
            SnapshotDocuments.id(object.key()).stream()
                    .filter(id -> SnapshotDocuments.path(id).equals(object.key()))
                    .forEach(id -> all.put(id, object));
            return true;
        });
        return all;
    }

    /** The bytes of a document in the store. */
    byte[] bytes(long id) {
        ObjectInfo object = store.head(SnapshotDocuments.path(id))
                .orElseThrow(() -> new ContextDbException(
                        ErrorCode.FILE_NOT_FOUND, "there is no snapshot " + id + " in " + store));
        if (object.bytes() > BYTES_MAX) {
            throw new ContextDbException(
                    ErrorCode.CORRUPTION,
                    "object \"" + object.key() + "\" in " + store + " has " + object.bytes()
                            + " bytes; the document of a snapshot has at most " + BYTES_MAX);
        }
        return SmallObjects.read(store, object);
    }

    /** A document in the store, checked. */
    SnapshotManifest read(long id) {
        return parse(id, store + SnapshotDocuments.path(id), bytes(id));
    }

    /** A document in the store; empty when it is damaged. */
    Optional<SnapshotManifest> readSound(long id) {
        return sound(() -> read(id));
    }

    /** The same with its bytes. */
    Optional<FileSource.Found> findSound(long id) {
        return sound(() -> {
            byte[] document = bytes(id);
            return new FileSource.Found(parse(id, store + SnapshotDocuments.path(id), document), document);
        });
    }

    /** Reads a document as {@link #parse} does; empty when it is damaged. */
    static Optional<SnapshotManifest> parseSound(SnapshotDocuments reader, long id, String origin, byte[] document) {
        return sound(() -> parse(reader, id, origin, document));
    }

    private static <T> Optional<T> sound(Supplier<T> read) {
        try {
            return Optional.of(read.get());
        } catch (ContextDbException e) {
            if (e.code() == ErrorCode.CORRUPTION) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * Reads a document.
     *
     * @param origin where it comes from, for messages
     * @throws ContextDbException {@code CORRUPTION} when it is damaged, of another snapshot, or names what is no data
     *     file
     */
    SnapshotManifest parse(long id, String origin, byte[] document) {
        return parse(reader, id, origin, document);
    }

    private static SnapshotManifest parse(SnapshotDocuments reader, long id, String origin, byte[] document) {
        SnapshotManifest manifest = reader.read(origin, document);
        List<String> bad = new ArrayList<>();
        for (DataFile file : manifest.files()) {
            if (!ObjectKeys.areFor(file) || file.bytes() < 0) {
                bad.add(file.path());
            }
        }
        long written = manifest.record().snapshot().id();
        if (written != id || !bad.isEmpty()) {
            throw new ContextDbException(
                    ErrorCode.CORRUPTION,
                    origin + " is damaged: "
                            + (written != id
                                    ? "it is the document of snapshot " + written
                                    : "it names " + bad + ", which lie in no database"));
        }
        return manifest;
    }
}

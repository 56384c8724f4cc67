package io.contextdb.archive;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.spi.ObjectStore;
import io.contextdb.api.spi.ObjectStore.ObjectInfo;
import io.contextdb.api.spi.SnapshotDocuments;
import io.contextdb.api.spi.SnapshotManifest;
import io.contextdb.api.spi.SnapshotManifest.DataFile;
import io.contextdb.memory.NativeMemory;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** The documents of snapshots in a store, or of a database's directory, by number. */
final class Documents {
    /** No document is read that is larger: as many files as that names, no database has. */
    static final int BYTES_MAX = 256 << 20;

    /** What the keys of documents, and of whatever else is kept beside them, begin with. */
    static final String FOLDER = SnapshotDocuments.FOLDER + "/";

    private static final Pattern DATA_FILE = Pattern.compile("[a-z]+/[A-Za-z0-9_-]+\\.[a-z]+");

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
            SnapshotDocuments.id(object.key()).ifPresent(id -> all.put(id, object));
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
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment content = NativeMemory.allocateSegment(arena, object.bytes(), Long.BYTES);
            store.get(object.key(), 0, content);
            return content.toArray(ValueLayout.JAVA_BYTE);
        }
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
            boolean good = DATA_FILE.matcher(file.path()).matches()
                    && !file.path().startsWith(FOLDER)
                    && file.bytes() >= 0
                    && file.sha256().matches("[0-9a-f]{64}");
            if (!good) {
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

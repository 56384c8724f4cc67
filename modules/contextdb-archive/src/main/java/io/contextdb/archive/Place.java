package io.contextdb.archive;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.spi.BlockCodec;
import io.contextdb.api.spi.FileSystem;
import io.contextdb.api.spi.ObjectStore;
import io.contextdb.api.spi.ObjectStore.ObjectInfo;
import io.contextdb.api.spi.SnapshotDocuments;
import io.contextdb.api.spi.SnapshotManifest.DataFile;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What pushes and fetches work with.
 *
 * @param codecName the codec that files are sent with
 * @param parallel how many tasks run at a time
 */
record Place(ObjectStore store, Documents documents, Codecs codecs, String codecName, int parallel, FileSystem files) {
    /** The codec that files are sent with; empty for none. */
    Optional<BlockCodec> codec() {
        return codecs.forSending(codecName);
    }

    /** An object in messages. */
    String name(ObjectInfo object) {
        return name(object.key());
    }

    /** The same of one that may be missing. */
    String name(String key) {
        return "object \"" + key + "\" in " + store;
    }

    /** {@code CORRUPTION} when the content of an object has another digest than a snapshot says of the file. */
    void requireDigest(DataFile file, ObjectInfo object, String digest) {
        if (!digest.equals(file.sha256())) {
            throw Damage.of(name(object) + " is damaged: the SHA-256 of the file is " + digest + " instead of "
                    + file.sha256());
        }
    }

    /** The objects that are data files, by key. */
    Map<String, ObjectInfo> objects() {
        Map<String, ObjectInfo> objects = new TreeMap<>();
        store.list(ObjectKeys.FOLDER, object -> {
            if (ObjectKeys.isKey(object.key())) {
                objects.put(object.key(), object);
            }
            return true;
        });
        return objects;
    }

    /** {@code INVALID_ARGUMENT} when a database lies where the archive is said to be. */
    void requireNoDatabase() {
        if (store.head(SnapshotDocuments.DATABASE).isPresent()) {
            throw new ContextDbException(
                    ErrorCode.INVALID_ARGUMENT,
                    store + " is no archive but the directory of a database: it has " + SnapshotDocuments.DATABASE
                            + "; name a place that archives alone use");
        }
    }
}

package io.contextdb.archive;

import io.contextdb.api.spi.BlockCodec;
import io.contextdb.api.spi.FileSystem;
import io.contextdb.api.spi.ObjectStore;
import io.contextdb.api.spi.ObjectStore.ObjectInfo;
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

    /** All objects by key. */
    Map<String, ObjectInfo> objects() {
        Map<String, ObjectInfo> objects = new TreeMap<>();
        store.list("", object -> {
            objects.put(object.key(), object);
            return true;
        });
        return objects;
    }
}

package io.contextdb.archive;

import io.contextdb.api.spi.DatabaseId;
import io.contextdb.api.spi.ObjectStore;
import io.contextdb.api.spi.ObjectStore.ObjectInfo;
import io.contextdb.api.spi.SnapshotDocuments;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whose archive a place is: {@value #KEY}, a line with the id of the database. The first push puts it there before
 * anything else, so another database is refused before it sends a file, and a place without it is no archive.
 */
final class Owner {
    static final String KEY = SnapshotDocuments.ARCHIVE;

    private static final int BYTES_MAX = 100;
    private static final Pattern CONTENT = Pattern.compile("database ([0-9a-f]{32})\n");

    private final ObjectStore store;

    Owner(ObjectStore store) {
        this.store = store;
    }

    /** Whether the place is somebody's archive. */
    boolean isThere() {
        return store.head(KEY).isPresent();
    }

    /** Makes a database the owner when there is none, and returns who it is. */
    DatabaseId claim(DatabaseId database) {
        Optional<ObjectInfo> present = store.head(KEY);
        if (present.isEmpty() && SmallObjects.putIfAbsent(store, KEY, bytes(database))) {
            return database;
        }
        // Somebody may have been faster, or a store have lost its answer to our own request.
        return present.or(() -> store.head(KEY)).map(this::read).orElseThrow(() -> damaged("it comes and goes"));
    }

    private DatabaseId read(ObjectInfo object) {
        if (object.bytes() > BYTES_MAX) {
            throw damaged("it has " + object.bytes() + " bytes");
        }
        Matcher content = CONTENT.matcher(new String(SmallObjects.read(store, object), StandardCharsets.ISO_8859_1));
        if (!content.matches()) {
            throw damaged("it does not name a database");
        }
        return DatabaseId.parse(content.group(1));
    }

    private static byte[] bytes(DatabaseId database) {
        return ("database " + database + "\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    private RuntimeException damaged(String what) {
        return Damage.of("object \"" + KEY + "\" in " + store + ", which names the database whose archive this is, is"
                + " damaged: " + what + "; delete it, and the next push writes it anew");
    }
}

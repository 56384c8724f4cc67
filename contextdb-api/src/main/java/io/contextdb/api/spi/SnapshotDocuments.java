package io.contextdb.api.spi;

import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the documents {@code metadata/snapshot-N.json} of a storage provider, for whoever moves snapshots between directories and stores. */
public interface SnapshotDocuments {
    /** The path of a snapshot's document, relative to the database's directory; it is the key in a store as well. */
    static String path(long id) {
        return String.format(Locale.ROOT, "metadata/snapshot-%06d.json", id);
    }

    /** The number of the snapshot whose document has this path; empty when none has. */
    static OptionalLong id(String path) {
        if (!path.startsWith("metadata/")) {
            return OptionalLong.empty();
        }
        Matcher matcher =
                Pattern.compile("metadata/snapshot-(\\d{6,18})\\.json").matcher(path);
        return matcher.matches() ? OptionalLong.of(Long.parseLong(matcher.group(1))) : OptionalLong.empty();
    }

    /**
     * Reads a document, wherever it comes from, and checks its checksum.
     *
     * @param origin where it comes from, for messages
     * @throws io.contextdb.api.ContextDbException {@code CORRUPTION} when it is damaged, or names files that do not lie in a database's
     *     directory; {@code FORMAT_TOO_NEW}
     */
    SnapshotManifest read(String origin, byte[] document);

    /**
     * The document as it would be in another database.
     *
     * @param document a sound one
     * @param without the paths of files that it is not to name, all of them {@link SnapshotManifest.DataFile#derived derived}
     */
    byte[] rewrite(byte[] document, DatabaseId database, Set<String> without);
}

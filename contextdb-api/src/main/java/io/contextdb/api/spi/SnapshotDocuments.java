package io.contextdb.api.spi;

import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the documents {@code metadata/snapshot-000042.json} of a storage provider, for whoever moves snapshots between
 * directories and stores. What they are called is said here alone.
 */
public interface SnapshotDocuments {
    /** The folder of documents in the directory of a database, and in a store. */
    String FOLDER = "metadata";

    /** What makes a directory a database; no archive has it. */
    String DATABASE = FOLDER + "/FORMAT";

    /** What makes a place an archive, and names the database whose snapshots it holds; no database has it. */
    String ARCHIVE = FOLDER + "/database.txt";

    /** The names of documents begin with this, and so do those of files that are to become one. */
    String FILE_PREFIX = "snapshot-";

    /** The names of documents; the group is the snapshot's number. */
    Pattern FILE_NAME = Pattern.compile(FILE_PREFIX + "(\\d{6,18})\\.json");

    /** The name of a snapshot's document in its folder. */
    static String fileName(long id) {
        return String.format(Locale.ROOT, FILE_PREFIX + "%06d.json", id);
    }

    /** The path of a snapshot's document, relative to the database's directory; it is the key in a store as well. */
    static String path(long id) {
        return FOLDER + "/" + fileName(id);
    }

    /** The number of the snapshot whose document has this name in its folder; empty when none has. */
    static OptionalLong idOfFile(String name) {
        Matcher matcher = FILE_NAME.matcher(name);
        return matcher.matches() ? OptionalLong.of(Long.parseLong(matcher.group(1))) : OptionalLong.empty();
    }

    /** The number of the snapshot whose document has this path; empty when none has. */
    static OptionalLong id(String path) {
        String folder = FOLDER + "/";
        return path.startsWith(folder) ? idOfFile(path.substring(folder.length())) : OptionalLong.empty();
    }

    /**
     * Reads a document, wherever it comes from, and checks its checksum.
     *
     * @param origin where it comes from, for messages
     * @throws io.contextdb.api.ContextDbException {@code CORRUPTION} when it is damaged, or names files that do not lie
     *     in a database's directory; {@code FORMAT_TOO_NEW}
     */
    SnapshotManifest read(String origin, byte[] document);

    /**
     * The document as it would be in another database.
     *
     * @param document a sound one
     * @param without the paths of files that it is not to name, all of them {@link SnapshotManifest.DataFile#derived
     *     derived}
     */
    byte[] rewrite(byte[] document, DatabaseId database, Set<String> without);
}

package io.contextdb.archive;

import io.contextdb.api.spi.SnapshotManifest.DataFile;
import java.util.regex.Pattern;

/**
 * The keys of data files in a store, made and recognized here alone. The file {@code nodes/node-000017.cdb} is
 * {@code data/nodes/node-000017.<digits>.cdb}, and packed it has {@value #PACKED} behind that. The digits are the first
 * 32 of its SHA-256, so no two contents have the same key: putting an object again changes nothing, whoever does it.
 */
final class ObjectKeys {
    /** What the keys of all data files begin with, and of nothing else that an archive has. */
    static final String FOLDER = "data/";

    private static final String PACKED = ".packed";

    /** 128 bits: nobody finds two files that agree in them by chance. */
    private static final int DIGEST_DIGITS = 32;

    private static final String NAME = "[a-z]+/[A-Za-z0-9_-]+";
    private static final String ENDING = "\\.[a-z]+";
    private static final Pattern FILE = Pattern.compile(NAME + ENDING);
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern KEY =
            Pattern.compile(FOLDER + NAME + "\\.[0-9a-f]{" + DIGEST_DIGITS + "}" + ENDING + "(" + PACKED + ")?");

    private ObjectKeys() {}

    /** Whether what a document names is a data file in the directory of a database, and so has keys. */
    static boolean areFor(DataFile file) {
        return FILE.matcher(file.path()).matches()
                && !file.path().startsWith(Documents.FOLDER)
                && SHA256.matcher(file.sha256()).matches();
    }

    /** The key of a file as it is. */
    static String plain(DataFile file) {
        assert areFor(file) : file;
        int ending = file.path().lastIndexOf('.');
        return FOLDER + file.path().substring(0, ending) + "." + file.sha256().substring(0, DIGEST_DIGITS)
                + file.path().substring(ending);
    }

    /** The key of a file that was packed. */
    static String packed(DataFile file) {
        return plain(file) + PACKED;
    }

    /** Whether a key is one of those that {@link #plain} and {@link #packed} give. */
    static boolean isKey(String key) {
        return KEY.matcher(key).matches();
    }
}

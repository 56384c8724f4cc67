package io.contextdb.api;

import io.contextdb.api.spi.DatabaseProvider;
import java.nio.file.Path;
import java.util.ServiceLoader;

/** Opens databases. */
public final class ContextDB {
    private ContextDB() {}

    /**
     * Opens the database in {@code directory} with default options, creating it when the directory is missing or empty.
     */
    public static Database open(Path directory) {
        return open(directory, DatabaseOptions.defaults());
    }

    /**
     * Opens the database in {@code directory}, creating it when the options allow.
     *
     * @throws ContextDbException {@link ErrorCode#DATABASE_LOCKED}, {@link ErrorCode#NOT_A_DATABASE},
     *     {@link ErrorCode#FORMAT_TOO_NEW}, {@link ErrorCode#CORRUPTION}, or {@link ErrorCode#PROVIDER_NOT_FOUND} when
     *     the engine is not on the module path
     */
    public static Database open(Path directory, DatabaseOptions options) {
        return provider().open(directory, options);
    }

    /**
     * Opens an archive of snapshots in an object store. Nothing need be reached yet, so a place that does not exist may
     * show later.
     *
     * @throws ContextDbException {@link ErrorCode#PROVIDER_NOT_FOUND} when there is no object store for the location's
     *     scheme, or no such codec; {@link ErrorCode#INVALID_ARGUMENT} for a bad location,
     *     {@link ErrorCode#INVALID_CONFIGURATION} for a bad setting
     */
    public static SnapshotArchive archive(ArchiveOptions options) {
        return provider().archive(options);
    }

    /** The same as {@link #openReadOnly(Path, DatabaseOptions)} with default options. */
    public static Database openReadOnly(Path directory) {
        return openReadOnly(directory, DatabaseOptions.defaults());
    }

    /**
     * Opens the newest sound snapshot in {@code directory} for reading, and changes nothing there: no lock is taken, no
     * log is read, and the directory may be on a read-only file system, or hold only what a snapshot consists of.
     * Whatever would write throws {@link ErrorCode#READ_ONLY}. What another process writes later is not seen; what it
     * deletes of the snapshots that are open here stays readable.
     *
     * @throws ContextDbException {@link ErrorCode#NOT_A_DATABASE}, {@link ErrorCode#SNAPSHOT_NOT_FOUND} when there is
     *     no snapshot yet, {@link ErrorCode#CORRUPTION} when none is sound, or as {@link #open(Path, DatabaseOptions)}
     */
    public static Database openReadOnly(Path directory, DatabaseOptions options) {
        return provider().openReadOnly(directory, options);
    }

    /**
     * Looks for damage in the directory of a database that is not open, byte by byte, and mends it when the options say
     * so. What is mended is first put aside, below {@code damaged} in the directory, and only what was verified takes
     * its place: data files whose SHA-256 is that in a snapshot's sound document; parts of the log that continue its
     * chain of checksums. When it is interrupted it can be run again.
     *
     * @return what was found, what can be done about each, and what is left
     * @throws ContextDbException {@link ErrorCode#DATABASE_LOCKED}, {@link ErrorCode#NOT_A_DATABASE},
     *     {@link ErrorCode#FORMAT_TOO_NEW}; {@link ErrorCode#FOREIGN_FILE} when the source is of another database, or a
     *     copy that went another way; {@link ErrorCode#SNAPSHOT_NOT_FOUND} or {@link ErrorCode#INVALID_ARGUMENT} when
     *     the snapshot to go on from is missing or would lose something
     */
    public static RepairReport repair(Path directory, RepairOptions options) {
        return provider().repair(directory, options);
    }

    /**
     * Makes a new database of what can be read of a damaged one: the state at the last commit that can be reached from
     * a sound snapshot, or from the beginning of the log, without a gap. Where that is older than the newest snapshot,
     * it is made of all rows that can be read of that snapshot, and of the commits behind it that change none of the
     * others. It gets an id of its own. The damaged directory is not changed.
     *
     * @param target missing, empty, or left by a salvage that was interrupted
     * @throws ContextDbException {@link ErrorCode#CORRUPTION} when there is nothing to begin with,
     *     {@link ErrorCode#ALREADY_EXISTS} when there is a database in {@code target}, {@link ErrorCode#NOT_A_DATABASE}
     *     when there are other files
     */
    public static SalvageReport salvage(Path directory, Path target, SalvageOptions options) {
        return provider().salvage(directory, target, options);
    }

    private static DatabaseProvider provider() {
        return ServiceLoader.load(DatabaseProvider.class, ContextDB.class.getClassLoader())
                .findFirst()
                .orElseThrow(() -> new ContextDbException(
                        ErrorCode.PROVIDER_NOT_FOUND,
                        "no database engine on the module path; add the module io.contextdb.engine and its providers"));
    }
}

package io.contextdb.api;

import io.contextdb.api.spi.DatabaseProvider;
import java.nio.file.Path;
import java.util.ServiceLoader;

/** Opens databases. */
public final class ContextDB {
    private ContextDB() {}

    /** Opens the database in {@code directory} with default options, creating it when the directory is missing or empty. */
    public static Database open(Path directory) {
        return open(directory, DatabaseOptions.defaults());
    }

    /**
     * Opens the database in {@code directory}, creating it when the options allow.
     *
     * @throws ContextDbException {@link ErrorCode#DATABASE_LOCKED}, {@link ErrorCode#NOT_A_DATABASE}, {@link ErrorCode#FORMAT_TOO_NEW},
     *     {@link ErrorCode#CORRUPTION}, or {@link ErrorCode#PROVIDER_NOT_FOUND} when the engine is not on the module path
     */
    public static Database open(Path directory, DatabaseOptions options) {
        return provider().open(directory, options);
    }

    /**
     * Opens an archive of snapshots in an object store. Nothing need be reached yet, so a place that does not exist may show later.
     *
     * @throws ContextDbException {@link ErrorCode#PROVIDER_NOT_FOUND} when there is no object store for the location's scheme, or no such codec;
     *     {@link ErrorCode#INVALID_ARGUMENT} for a bad location, {@link ErrorCode#INVALID_CONFIGURATION} for a bad setting
     */
    public static SnapshotArchive archive(ArchiveOptions options) {
        return provider().archive(options);
    }

    /** The same as {@link #openReadOnly(Path, DatabaseOptions)} with default options. */
    public static Database openReadOnly(Path directory) {
        return openReadOnly(directory, DatabaseOptions.defaults());
    }

    /**
     * Opens the newest sound snapshot in {@code directory} for reading, and changes nothing there: no lock is taken, no log is read, and the
     * directory may be on a read-only file system, or hold only what a snapshot consists of. Whatever would write throws {@link
     * ErrorCode#READ_ONLY}. What another process writes later is not seen; what it deletes of the snapshots that are open here stays readable.
     *
     * @throws ContextDbException {@link ErrorCode#NOT_A_DATABASE}, {@link ErrorCode#SNAPSHOT_NOT_FOUND} when there is no snapshot yet, {@link
     *     ErrorCode#CORRUPTION} when none is sound, or as {@link #open(Path, DatabaseOptions)}
     */
    public static Database openReadOnly(Path directory, DatabaseOptions options) {
        return provider().openReadOnly(directory, options);
    }

    private static DatabaseProvider provider() {
        return ServiceLoader.load(DatabaseProvider.class, ContextDB.class.getClassLoader())
                .findFirst()
                .orElseThrow(() -> new ContextDbException(
                        ErrorCode.PROVIDER_NOT_FOUND,
                        "no database engine on the module path; add the module io.contextdb.engine and its providers"));
    }
}
